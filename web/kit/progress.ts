/** Every row would talk over whatever else is read out. */
const steps = 4

/** How much of long work is done, for whoever hears it: a quarter of it at a time. */
export function heardOf(done: number, rows: number): number {
  return rows > 0 ? Math.round((Math.floor((done / rows) * steps) / steps) * rows) : 0
}
