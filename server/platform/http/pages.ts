import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { sessionCookie } from '../access/session.ts'

/** The built pages: hashed files for ever, index.html for every other path, with a fresh nonce for the styles. */
export async function servePages(app: FastifyInstance, folder: string | null): Promise<void> {
  const index = folder === null ? null : join(folder, 'index.html')
  if (folder === null || index === null || !existsSync(index)) {
    app.get('/', async (_request, reply) => reply.type('text/plain').send('Steward: the pages are not built (npm run build).\n'))
    return
  }
  const html = await readFile(index, 'utf8')
  const inside = html.replace('</head>', `${await insideLinks(folder)}</head>`)
  await app.register(fastifyStatic, {
    root: folder,
    index: false,
    wildcard: false,
    // The page goes out below, with its policy; the rest is the build's own.
    globIgnore: ['index.html*', 'inside.json*', '**/*.br', '**/*.gz'],
    // Beside the files, as the build compressed them (web/compressed.ts).
    preCompressed: true,
    setHeaders: (reply, path) =>
      void reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'),
  })
  app.get('/*', async (request, reply) => {
    const nonce = randomBytes(16).toString('base64')
    return reply
      .header('content-security-policy', policy(nonce))
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send((request.cookies[sessionCookie] ? inside : html).replaceAll('__NONCE__', nonce))
  })
}

const insideShape = z.object({ scripts: z.array(z.string()), styles: z.array(z.string()) })

/** For whoever has a session: it, and the styles and scripts that their pages need, fetched while the first one starts (web/inside.ts). */
async function insideLinks(folder: string): Promise<string> {
  const { scripts, styles } = insideShape.parse(JSON.parse(await readFile(join(folder, 'inside.json'), 'utf8')))
  return [
    '<link rel="preload" as="fetch" crossorigin href="/api/v1/session">',
    ...styles.map((file) => `<link rel="stylesheet" crossorigin href="/${file}">`),
    ...scripts.map((file) => `<link rel="modulepreload" crossorigin href="/${file}">`),
  ].join('')
}

function policy(nonce: string): string {
  return [
    "default-src 'self'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}
