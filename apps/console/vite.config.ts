import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { passportPage } from './passport-page-plugin.ts';

/** Address of the API during development; the production build is served by the API itself. */
const api = process.env.API_URL ?? 'http://127.0.0.1:4000';

/** The browser's host goes on: a request whose origin and host differ would count as another site's. */
const proxy = { target: api, changeOrigin: false };

const resolve = { conditions: ['@countersign/source', 'module', 'browser', 'development|production'] };

const app = defineConfig({
  plugins: [react()],
  resolve,
  server: { host: '127.0.0.1', port: 4200, proxy: { '/graphql': proxy, '/v1': proxy } },
  build: { outDir: 'dist', manifest: true, sourcemap: true },
});

/** The page in a passport: one file that needs nothing else, beside the console's files and none of them. */
const passport = defineConfig({
  plugins: [passportPage()],
  resolve,
  publicDir: false,
  build: {
    outDir: 'dist/.passport',
    lib: { entry: 'src/passport-page/main.ts', formats: ['iife'], name: 'passport' },
  },
});

export default defineConfig(({ mode }) => (mode === 'passport' ? passport : app));
