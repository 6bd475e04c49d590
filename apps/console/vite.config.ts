import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Address of the API during development; the production build is served by the API itself. */
const api = process.env.API_URL ?? 'http://127.0.0.1:4000';

export default defineConfig({
  plugins: [react()],
  resolve: { conditions: ['@countersign/source', 'module', 'browser', 'development|production'] },
  server: { host: '127.0.0.1', port: 4200, proxy: { '/graphql': api, '/v1': api } },
  build: { outDir: 'dist', manifest: true, sourcemap: true },
});
