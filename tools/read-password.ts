// A password from a terminal, unseen, or from standard input; never from an argument, which every process of the machine can read.
import { text } from 'node:stream/consumers'

/** On a terminal asks twice; otherwise the whole of standard input, less one line end. */
export async function readPassword(): Promise<string> {
  if (!process.stdin.isTTY) return (await text(process.stdin)).replace(/\r?\n$/, '')
  const first = await askUnseen('Password: ')
  const second = await askUnseen('Again: ')
  if (first !== second) throw new Error('The two passwords differ.')
  return first
}

const backspaces = new Set(['\u007f', '\b'])

function askUnseen(question: string): Promise<string> {
  const { stdin, stderr } = process
  stderr.write(question)
  stdin.setRawMode(true)
  stdin.setEncoding('utf8')
  stdin.resume()
  let typed = ''
  return new Promise((resolve, reject) => {
    const end = () => {
      stdin.off('data', hear)
      stdin.setRawMode(false)
      stdin.pause()
      stderr.write('\n')
    }
    // A pasted password comes in one piece, with its line end.
    const hear = (piece: string) => {
      for (const sign of piece) {
        if (sign === '\r' || sign === '\n') {
          end()
          return resolve(typed)
        }
        if (sign === '\u0003' || sign === '\u0004') {
          end()
          return reject(new Error('Nothing was done.'))
        }
        typed = backspaces.has(sign) ? typed.slice(0, -1) : typed + sign
      }
    }
    stdin.on('data', hear)
  })
}
