import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Address of the API during development; the production build is served by the API itself. */
const api = process.env.API_URL ?? 'http://127.0.0.1:4000';

/** The browser's host goes on: a request whose origin and host differ would count as another site's. */
const proxy = { target: api, changeOrigin: false };

export default defineConfig({
  plugins: [react()],
  resolve: { conditions: ['@countersign/source', 'module', 'browser', 'development|production'] },
  server: { host: '127.0.0.1', port: 4200, proxy: { '/graphql': proxy, '/v1': proxy } },
  build: { outDir: 'dist', manifest: true, sourcemap: true },
});
