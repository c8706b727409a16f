// A process of its own: bare Fastify and the driver, answering a list of statements. Told on standard input; says where it answers.
import { text } from 'node:stream/consumers'
import fastify from 'fastify'
import pg from 'pg'
import { z } from 'zod'

const told = z
  .object({ ownerUrl: z.string(), cases: z.array(z.array(z.object({ text: z.string(), values: z.array(z.unknown()) }))) })
  .parse(JSON.parse(await text(process.stdin)))
const pool = new pg.Pool({ connectionString: told.ownerUrl, max: 12, options: '-c search_path=hub -c TimeZone=UTC' })
const app = fastify()
app.get<{ Params: { n: string } }>('/:n', async (request) => {
  const statements = told.cases[Number(request.params.n)] ?? []
  const answers = await Promise.all(statements.map(({ text, values }) => pool.query(text, values)))
  return { items: answers.flatMap((answer) => answer.rows), nextCursor: null }
})
process.stdout.write(`is ready at ${await app.listen({ host: '127.0.0.1', port: 0 })}\n`)
