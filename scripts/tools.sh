# shellcheck shell=bash
# Sourced by the other scripts: checks for each tool that they need and installs what is missing. Asks what works, not which
# machine this is. Says nothing, and takes no time, when all is there.

readonly TRUNK_VERSION=0.21.14
readonly NODE_MAJOR=20
readonly BROWSER_TESTS=tests/browser
readonly EXAMPLES=tests/examples
readonly MDBOOK_VERSION=0.5.4

# Where cargo installs commands; wasm-opt, terser and Playwright come from npm.
PATH="${CARGO_HOME:-$HOME/.cargo}/bin:$PWD/$BROWSER_TESTS/node_modules/.bin:$PATH"
export PATH

say() {
  printf '%s\n' "$*" >&2
}

have() {
  command -v "$1" >/dev/null 2>&1
}

# fail REASON REMEDY
fail() {
  say "error: $1"
  say "remedy: $2"
  exit 1
}

# Runs apt-get if this is root on a system that has it; fails without a word otherwise.
apt_install() {
  [[ $(id -u) == 0 ]] && have apt-get || return 1
  say "installing with apt-get: $*"
  apt-get update -qq >&2 && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >&2
}

need_rust() {
  have cargo || fail "cargo is not there" "install Rust with rustup (see rust-lang.org), then run this again"
  # Where rustup may not install by itself, the toolchain that rust-toolchain.toml names can still be missing.
  if ! cargo --version >/dev/null 2>&1; then
    say "installing the Rust toolchain that rust-toolchain.toml names"
    rustup toolchain install || fail "rustup could not install the toolchain" "see its message above; it needs the network"
  fi
}

# need_component SUBCOMMAND COMPONENT
need_component() {
  cargo "$1" --version >/dev/null 2>&1 && return
  say "installing the Rust component $2: 'cargo $1' is not there"
  rustup component add "$2" || fail "'cargo $1' is not there" "'rustup component add $2', or your system's package of that name"
}

need_wasm_target() {
  local libraries
  libraries=$(rustc --print target-libdir --target wasm32-unknown-unknown)
  compgen -G "$libraries/libcore-*.rlib" >/dev/null && return
  say "installing Rust's standard library for wasm32-unknown-unknown: the page is built for it"
  rustup target add wasm32-unknown-unknown || fail "rustc has no standard library for wasm32-unknown-unknown" \
    "'rustup target add wasm32-unknown-unknown' (it needs the network); for a Rust from your system's packages, that system's \
package for the target (Debian: libstd-rust-dev-wasm32)"
}

# cargo_install CRATE VERSION OPTION...
cargo_install() {
  local crate=$1 version=$2
  shift 2
  if have cargo-binstall && cargo binstall --no-confirm --locked "$crate@$version" >&2; then
    return
  fi
  # A debug build takes a third of the time and is quick enough. Not --locked at any price: a library that its lock file
  # names can be missing from a mirror.
  cargo install --debug --locked "$crate" --version "$version" "$@" >&2 ||
    cargo install --debug "$crate" --version "$version" "$@" >&2
}

need_trunk() {
  local found
  found=$(trunk --version 2>/dev/null || true)
  [[ $found == "trunk $TRUNK_VERSION" ]] && return
  say "installing Trunk $TRUNK_VERSION, which builds the page (found: ${found:-none}); from source this takes a few minutes"
  # Without default features: those are for downloading the tools that are installed here anyway.
  cargo_install trunk "$TRUNK_VERSION" --no-default-features ||
    fail "Trunk $TRUNK_VERSION could not be installed" "see the message above; or install it by hand and put it on PATH"
}

# The command and the library must be of the same version. Trunk could download it, but not the runner for the tests.
need_wasm_bindgen() {
  local version found runner
  version=$(sed -n '/^name = "wasm-bindgen"$/{n;s/^version = "\(.*\)"$/\1/p;}' Cargo.lock)
  found=$(wasm-bindgen --version 2>/dev/null || true)
  runner=$(wasm-bindgen-test-runner --version 2>/dev/null || true)
  [[ $found == "wasm-bindgen $version" && $runner == *" $version" ]] && return
  say "installing wasm-bindgen $version, the version in Cargo.lock (found: ${found:-none}); from source this takes a few minutes"
  cargo_install wasm-bindgen-cli "$version" ||
    fail "wasm-bindgen $version could not be installed" "see the message above; or install wasm-bindgen-cli by hand"
}

need_node() {
  local remedy="install Node.js $NODE_MAJOR or newer with npm (nodejs.org, or your system's packages nodejs and npm)"
  have node || fail "Node.js is not there; the size check and the browser tests need it" "$remedy"
  have npm || fail "npm is not there" "$remedy"
  [[ $(node --print 'parseInt(process.versions.node)') -ge $NODE_MAJOR ]] || fail "Node.js $(node --version) is too old" "$remedy"
}

need_node_modules() {
  npm_install "$BROWSER_TESTS" "Playwright, wasm-opt and terser"
}

# The tools that authors build their pages with: some four hundred megabytes, most of them Docusaurus.
need_examples_tools() {
  local found
  npm_install "$EXAMPLES" "VitePress, Docusaurus, Hexo and reveal.js"
  found=$(mdbook --version 2>/dev/null || true)
  [[ $found == "mdbook v$MDBOOK_VERSION" ]] && return
  say "installing mdBook $MDBOOK_VERSION (found: ${found:-none}); from source this takes a few minutes"
  cargo_install mdbook "$MDBOOK_VERSION" --no-default-features ||
    fail "mdBook $MDBOOK_VERSION could not be installed" "see the message above; or install it by hand and put it on PATH"
}

# npm_install FOLDER WHAT
npm_install() {
  local installed=$1/node_modules/.package-lock.json
  [[ $installed -nt $1/package-lock.json ]] && return
  say "installing $2 from npm, as $1/package-lock.json says"
  # First what npm has kept of an earlier time, without asking whether there is anything newer: what is kept can be too old.
  npm --prefix "$1" ci --prefer-offline >&2 || npm --prefix "$1" ci >&2 ||
    fail "npm could not install $2" "see its message above: it needs the network, and a registry that has every package of \
$1/package-lock.json; steps that do without can be named: 'scripts/test native wasm'"
  touch "$installed"
}

need_browser() {
  # chromium.js knows where to look, so that the tests and this agree.
  if ! node "$BROWSER_TESTS/chromium.js" >/dev/null; then
    say "installing a Chromium: none was found"
    # On some systems that package is only a pointer to another shop, hence the second look.
    if ! { apt_install chromium && node "$BROWSER_TESTS/chromium.js" >/dev/null; }; then
      playwright install chromium >&2 || fail "no Chromium was found and Playwright could not download one" \
        "install Chromium or Chrome, or set CHROMIUM to the program's path"
    fi
  fi
  if have fc-list && [[ -z $(fc-list :lang=zh-cn) ]]; then
    apt_install fonts-noto-cjk || say "note: there is no Chinese font, so pictures of the page will show boxes (Debian: fonts-noto-cjk)"
  fi
}

need_firefox() {
  # As with Chromium, firefox.js knows where to look.
  node "$BROWSER_TESTS/firefox.js" >/dev/null && return
  say "installing a Firefox: none was found"
  # Debian's long-lived edition first; elsewhere that name is unknown, and on some systems the other one is only a pointer.
  apt_install firefox-esr || apt_install firefox || true
  node "$BROWSER_TESTS/firefox.js" >/dev/null || fail "no Firefox was found, and the page is tested in one, too" \
    "install Firefox (153 or newer), or set FIREFOX to the program's path; 'playwright test --project=chromium' does without"
}
