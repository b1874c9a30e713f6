# shellcheck shell=bash
# Building and testing the website in web/. To be sourced, with $root set and prerequisites.sh sourced.

web_folder=$root/web
web_output=$root/artifacts/web

# Node 20.19 or newer with npm.
has_node() {
    command -v npm >/dev/null && node -e '
        const [major, minor] = process.versions.node.split(".").map(Number);
        process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1)' 2>/dev/null
}

need_node() {
    has_node || {
        echo "The website needs Node 20.19 or newer with npm. Install it and put 'node' and 'npm' on the PATH." >&2
        return 1
    }
}

# What the site is made of, as one number: built again only when it changes.
web_sources() {
    (cd "$web_folder" && find src public package-lock.json package.json openapi.json index.html tsconfig.json vite.config.ts -type f \
        ! -path src/api/schema.ts -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -d ' ' -f 1)
}

# Exactly the packages of the lock file; nothing of theirs is run when they are installed.
install_web_packages() {
    local installed=$web_folder/node_modules/.package-lock.json
    if [ ! -f "$installed" ] || [ "$web_folder/package-lock.json" -nt "$installed" ]; then
        (cd "$web_folder" && npm ci --ignore-scripts --no-fund --no-audit --loglevel=error </dev/null) && touch "$installed"
    fi
}

is_web_built() { [ -f "$web_output/index.html" ] && [ "$(cat "$root/artifacts/web.sources" 2>/dev/null)" = "$(web_sources)" ]; }

build_web() {
    if is_web_built; then
        return
    fi
    install_web_packages && (cd "$web_folder" && npm run --silent build </dev/null) && web_sources >"$root/artifacts/web.sources"
}

# Debian's Chromium, by preference the one without windows, unless CHROMIUM names a browser of its family.
need_chromium() {
    [ -n "${CHROMIUM-}" ] || command -v chromium-headless-shell >/dev/null || command -v chromium >/dev/null \
        || "$root/scripts/apt-install.sh" chromium-headless-shell || "$root/scripts/apt-install.sh" chromium
}
