// Slides near the one on the screen are laid out too, and an embed in them would load before its turn: only one at a time.
Reveal.initialize({ hash: true, transition: 'none', viewDistance: 1, mobileViewDistance: 1 });
