import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { compressed } from './compressed.ts'
import { insidePieces } from './inside.ts'

const server = process.env.STEWARD_SERVER ?? 'http://127.0.0.1:8080'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), insidePieces(), compressed()],
  resolve: { alias: { zod: join(import.meta.dirname, 'app/shapes.ts') } },
  build: { outDir: 'dist', emptyOutDir: true, target: 'es2023', modulePreload: { polyfill: false } },
  server: { port: 5173, strictPort: true, fs: { allow: ['..'] }, proxy: { '/api': { target: server, changeOrigin: false } } },
})
