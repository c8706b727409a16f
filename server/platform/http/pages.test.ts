import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import cookie from '@fastify/cookie'
import fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sessionCookie } from '../access/session.ts'
import { servePages } from './pages.ts'

let folder: string
let app: FastifyInstance

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'steward-pages-'))
  await writeFile(join(folder, 'index.html'), '<html><head><meta content="__NONCE__"></head><body></body></html>')
  await writeFile(
    join(folder, 'inside.json'),
    JSON.stringify({ scripts: ['assets/Shell-1.js', 'assets/Table-1.js'], styles: ['assets/Shell-1.css'] }),
  )
  await mkdir(join(folder, 'assets'))
  for (const ending of ['', '.br', '.gz']) await writeFile(join(folder, `assets/Shell-1.js${ending}`), `as ${ending || 'it is'}`)
  app = fastify()
  await app.register(cookie)
  await servePages(app, folder)
})
afterAll(async () => {
  await app.close()
  await rm(folder, { recursive: true })
})

test('each page has a nonce of its own, which its content policy names', async () => {
  const pages = await Promise.all([1, 2].map(() => app.inject('/o/any/customers')))
  const nonces = pages.map(({ body }) => /content="([^"_]+)"/.exec(body)?.[1] ?? '')
  expect(new Set(nonces).size).toBe(2)
  for (const [n, page] of pages.entries()) expect(page.headers['content-security-policy']).toContain(`'nonce-${nonces[n]}'`)
})

test('what pages need inside is fetched ahead for whoever has a session, and for nobody else', async () => {
  const outside = await app.inject('/sign-in')
  expect(outside.body).not.toContain('Shell')
  const inside = await app.inject({ url: '/o/any/customers', cookies: { [sessionCookie]: 'any' } })
  expect(inside.body).toContain(
    '<link rel="preload" as="fetch" crossorigin href="/api/v1/session"><link rel="stylesheet" crossorigin href="/assets/Shell-1.css"><link rel="modulepreload" crossorigin href="/assets/Shell-1.js"><link rel="modulepreload" crossorigin href="/assets/Table-1.js"></head>',
  )
})

test('by its file name the page has its policy too, and what the build keeps for the server is no file of the pages', async () => {
  expect((await app.inject('/index.html')).headers['content-security-policy']).toContain("'nonce-")
  for (const path of ['/inside.json', '/assets/Shell-1.js.br'])
    expect((await app.inject(path)).headers['content-type'], path).toContain('text/html')
})

test('a script goes out as the browser reads it shortest, and as it is to whoever reads nothing else', async () => {
  const asking = (encoding: string) => app.inject({ url: '/assets/Shell-1.js', headers: { 'accept-encoding': encoding } })
  const answers = await Promise.all(['gzip, deflate, br', 'gzip', 'identity'].map(asking))
  expect(answers.map(({ headers, body }) => [headers['content-encoding'], body])).toEqual([
    ['br', 'as .br'],
    ['gzip', 'as .gz'],
    [undefined, 'as it is'],
  ])
  for (const { headers } of answers) {
    expect(headers['content-type']).toContain('javascript')
    expect(headers['cache-control']).toContain('immutable')
    expect(headers.vary).toBe('accept-encoding')
  }
})
