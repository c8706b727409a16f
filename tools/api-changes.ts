// What would break a program that was written for the API as it was: two OpenAPI documents, compared by what each side sends and reads.

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json }
type Shape = { [name: string]: Json }

/** What a program relied on and would miss, one sentence each; nothing for what was only added. */
export function findBreakingChanges(before: Json, now: Json): string[] {
  const breaks: string[] = []
  for (const [path, operations] of entries(at(before, 'paths'))) {
    for (const [method, was] of entries(operations)) {
      const is = at(now, 'paths', path, method)
      const where = `${method.toUpperCase()} ${path}`
      if (is === undefined) breaks.push(`${where} is gone`)
      else breaks.push(...operationBreaks(shape(was), shape(is)).map((what) => `${where}: ${what}`))
    }
  }
  return breaks
}

function operationBreaks(was: Shape, is: Shape): string[] {
  const breaks: string[] = []
  if (was.operationId !== is.operationId) breaks.push(`is called ${is.operationId}, was ${was.operationId}`)
  if (was.security !== undefined && is.security === undefined) breaks.push('asks for a sign-in now')
  breaks.push(...parameterBreaks(list(was.parameters), list(is.parameters)))
  for (const [type, content] of entries(at(was, 'requestBody', 'content'))) {
    const accepted = at(is, 'requestBody', 'content', type)
    if (accepted === undefined) breaks.push(`does not take ${type} any more`)
    else breaks.push(...sentBreaks(at(content, 'schema'), at(accepted, 'schema'), 'body'))
  }
  for (const [status, reply] of entries(was.responses)) {
    if (!status.startsWith('2')) continue
    const answered = at(is, 'responses', status)
    if (answered === undefined) breaks.push(`does not answer ${status} any more`)
    for (const [type, content] of entries(at(reply, 'content'))) {
      const given = at(answered, 'content', type)
      if (given === undefined) breaks.push(`does not answer ${type} any more`)
      else breaks.push(...readBreaks(at(content, 'schema'), at(given, 'schema'), 'answer'))
    }
  }
  return breaks
}

function parameterBreaks(was: Json[], is: Json[]): string[] {
  const breaks: string[] = []
  const key = (parameter: Json) => `${at(parameter, 'in')} ${at(parameter, 'name')}`
  const known = new Map(was.map((parameter) => [key(parameter), parameter]))
  const offered = new Map(is.map((parameter) => [key(parameter), parameter]))
  for (const [name, parameter] of known) {
    const now = offered.get(name)
    if (!now) breaks.push(`does not know the parameter ${name} any more`)
    else breaks.push(...sentBreaks(at(parameter, 'schema'), at(now, 'schema'), name))
  }
  for (const [name, parameter] of offered) {
    const wasRequired = at(known.get(name), 'required') === true
    if (at(parameter, 'required') === true && !wasRequired) breaks.push(`demands the parameter ${name}`)
  }
  return breaks
}

/** What a program sends: nothing that was taken may be refused, nothing new demanded. */
function sentBreaks(was: Json | undefined, is: Json | undefined, where: string): string[] {
  const breaks = commonBreaks(was, is, where, sentBreaks)
  const before = new Set(list(at(was, 'required')))
  for (const name of list(at(is, 'required'))) if (!before.has(name)) breaks.push(`demands ${where}.${name}`)
  for (const value of list(at(was, 'enum'))) {
    const taken = list(at(is, 'enum'))
    if (taken.length > 0 && !taken.includes(value)) breaks.push(`does not take ${JSON.stringify(value)} as ${where} any more`)
  }
  for (const [limit, isTighter] of Object.entries(tighter)) {
    const [then, now] = [at(was, limit), at(is, limit)]
    if (typeof now === 'number' && (typeof then !== 'number' || isTighter(then, now)))
      breaks.push(`takes less as ${where}: ${limit} ${now}`)
  }
  return breaks
}

const tighter: Record<string, (then: number, now: number) => boolean> = {
  maxLength: (then, now) => now < then,
  maximum: (then, now) => now < then,
  maxItems: (then, now) => now < then,
  minLength: (then, now) => now > then,
  minimum: (then, now) => now > then,
  minItems: (then, now) => now > then,
}

/** What a program reads: everything it was promised is there, and nothing has a value that it cannot know. */
function readBreaks(was: Json | undefined, is: Json | undefined, where: string): string[] {
  const breaks = commonBreaks(was, is, where, readBreaks)
  const promised = new Set(list(at(is, 'required')))
  for (const name of list(at(was, 'required'))) if (!promised.has(name)) breaks.push(`does not promise ${where}.${name} any more`)
  return breaks
}

type Compare = (was: Json | undefined, is: Json | undefined, where: string) => string[]

function commonBreaks(was: Json | undefined, is: Json | undefined, where: string, compare: Compare): string[] {
  const [then, now] = [JSON.stringify(at(was, 'type') ?? null), JSON.stringify(at(is, 'type') ?? null)]
  if (then !== now && at(is, 'anyOf') === undefined && at(was, 'anyOf') === undefined) return [`${where} is ${now}, was ${then}`]
  const breaks: string[] = []
  for (const [name, property] of entries(at(was, 'properties'))) {
    const still = at(is, 'properties', name)
    if (still === undefined) breaks.push(`does not know ${where}.${name} any more`)
    else breaks.push(...compare(property, still, `${where}.${name}`))
  }
  if (at(was, 'items') !== undefined) breaks.push(...compare(at(was, 'items'), at(is, 'items'), `${where}[]`))
  const alternatives = list(at(is, 'anyOf'))
  for (const [n, alternative] of list(at(was, 'anyOf')).entries()) {
    // One of the alternatives still is what this one was.
    const best = alternatives.map((one) => compare(alternative, one, where)).sort((a, b) => a.length - b.length)[0]
    breaks.push(...(best ?? [`${where} has no alternative ${n} any more`]))
  }
  return breaks
}

function shape(value: Json | undefined): Shape {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}
}

function entries(value: Json | undefined): [string, Json][] {
  return Object.entries(shape(value))
}

function list(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : []
}

function at(value: Json | undefined, ...path: string[]): Json | undefined {
  return path.reduce<Json | undefined>((inner, name) => shape(inner)[name], value)
}
