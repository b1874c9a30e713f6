import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const out = fileURLToPath(new URL('../artifacts/web', import.meta.url));
const host = process.env.CONTRAIL_URL ?? 'http://127.0.0.1:5080';

const isWorthIt = (file: string) => /\.(js|css|html|svg|json)$/.test(file) && statSync(file).size > 1000;

/** Compresses once what the host would otherwise compress for every visitor. */
function compressed(): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    closeBundle() {
      const files = readdirSync(out, { recursive: true, encoding: 'utf8' }).map((name) => join(out, name));
      for (const file of files.filter((f) => statSync(f).isFile() && isWorthIt(f))) {
        const content = readFileSync(file);
        writeFileSync(`${file}.br`, brotliCompressSync(content));
        writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
      }
    },
  };
}

// Browsers that know light-dark(): what it is rewritten into for older ones does not follow the colour scheme that people choose here.
const cssTarget = ['chrome123', 'edge123', 'firefox120', 'safari17.5'];

export default defineConfig({
  plugins: [react(), compressed()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    outDir: out,
    emptyOutDir: true,
    target: 'es2022',
    cssTarget,
    modulePreload: { polyfill: false },
    // What many pages share is one file instead of fifty small ones, which a phone would fetch six at a time.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'shared', minShareCount: 20 }] } } },
  },
  server: { proxy: Object.fromEntries(['/api', '/openapi', '/docs', '/health'].map((path) => [path, host])) },
});
