// What a browser fetches before each page works, beside its budget (kB, compressed). Part of `npm run check`: which pages are over theirs.
import { benchSizes } from '../bench/sizes.ts'

const results = await benchSizes()
for (const { name, value, goal, met } of results) if (met !== true) console.log(`${name}: ${value} kB, ${goal}`)
process.exitCode = results.length > 20 && results.every(({ met }) => met === true) ? 0 : 1
