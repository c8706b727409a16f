// The only place where the pages talk with the server: one function, typed by the contract.
import type { Endpoint, ReplyOf } from '../contract/endpoint.ts'
import {
  type ActingIn,
  type AnyInput,
  bodyOf,
  CallProblem,
  headersOf,
  type CallInput as Input,
  replyOf,
  addressOf as wireAddressOf,
} from '../sdk/request.ts'

export { CallProblem }

/** What one call takes: the contract's params, query and body. */
export type CallInput<E extends Endpoint> = Input<E> & {
  /** Share of the upload that is through, 0 to 1. */
  onUpload?: (share: number) => void
}

/** `language`: of the answer; that of the page where it is not said. */
export type CallContext = ActingIn & { signal?: AbortSignal; language?: string }

/** Address of a GET for links and downloads, which carry no headers. */
export function addressOf<E extends Endpoint>(endpoint: E, input: CallInput<E>, context: CallContext): string {
  return wireAddressOf(endpoint, input, context)
}

type Answer = { status: number; text: string }

/** Uploads go by XMLHttpRequest: fetch cannot tell how much is through. */
function upload(endpoint: Endpoint, input: AnyInput, headers: Record<string, string>, onUpload?: (share: number) => void): Promise<Answer> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    request.open(endpoint.method, wireAddressOf(endpoint, input))
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.upload.onprogress = (event) => onUpload?.(event.lengthComputable ? event.loaded / event.total : 0)
    request.onload = () => resolve({ status: request.status, text: request.responseText })
    request.onerror = () => resolve({ status: 0, text: '' })
    request.send(bodyOf(input))
  })
}

async function answer(endpoint: Endpoint, input: AnyInput & { onUpload?: (share: number) => void }, context: CallContext): Promise<Answer> {
  const headers = headersOf(endpoint, input, { language: document.documentElement.lang || 'en', ...context })
  if (input.file) return upload(endpoint, input, headers, input.onUpload)
  try {
    const response = await fetch(wireAddressOf(endpoint, input), {
      method: endpoint.method,
      headers,
      body: bodyOf(input),
      ...(context.signal ? { signal: context.signal } : {}),
    })
    return { status: response.status, text: await response.text() }
  } catch (fault) {
    if (context.signal?.aborted) throw fault
    return { status: 0, text: '' }
  }
}

/** Calls one endpoint of the contract. Throws a CallProblem for everything that is not the good answer. */
export async function call<E extends Endpoint>(endpoint: E, input: CallInput<E>, context: CallContext = {}): Promise<ReplyOf<E>> {
  return replyOf(endpoint, await answer(endpoint, input, context))
}
