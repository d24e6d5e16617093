//! One TCP connection, RFC 9293, sans-IO.
