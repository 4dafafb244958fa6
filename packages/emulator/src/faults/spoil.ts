import { setTimeout as wait } from 'node:timers/promises'
import { bodyFailure, connectionFailure } from '../http/connection-failure.ts'
import type { Fault } from './fault.ts'

/** Answers a request the way the fault wants it; asks the service only when the fault lets the request reach it. */
export async function spoil(fault: Fault, request: Request, answer: () => Promise<Response>): Promise<Response> {
  if (fault.kind === 'refuse') throw connectionFailure('ECONNREFUSED')
  if (fault.kind === 'latency') {
    await wait(fault.delayMs, undefined, { signal: request.signal })
    return answer()
  }
  if (fault.kind === 'drop-cookies') {
    const response = await answer()
    response.headers.delete('set-cookie')
    return response
  }

  const lost = fault.lost === 'answer' ? await answer() : undefined
  switch (fault.kind) {
    case 'reset':
      throw connectionFailure('ECONNRESET')
    case 'truncate':
      return cutShort(lost ?? jsonAnswer())
    case 'html':
      return htmlAnswer(200)
    case 'status': {
      if (fault.body === undefined) return htmlAnswer(fault.status, fault.headers)
      return new Response(fault.body, { status: fault.status, headers: fault.headers ?? {} })
    }
  }
}

function htmlAnswer(status: number, headers: Readonly<Record<string, string>> = {}): Response {
  const page = '<!DOCTYPE html><html><head><title>出错啦</title></head><body>服务暂时不可用</body></html>'
  return new Response(page, { status, headers: { 'content-type': 'text/html; charset=utf-8', ...headers } })
}

function jsonAnswer(): Response {
  const headers = { 'content-type': 'application/json; charset=utf-8' }
  return new Response('{"code":0,"message":"0","ttl":1,"data":{"url":""}}', { headers })
}

/** The same answer with half of its body, after which reading fails; the socket mount then closes the connection. */
async function cutShort(response: Response): Promise<Response> {
  const whole = new Uint8Array(await response.arrayBuffer())
  let started = false
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (started) return controller.error(bodyFailure())
      started = true
      controller.enqueue(whole.slice(0, Math.ceil(whole.length / 2)))
    },
  })
  const headers = new Headers(response.headers)
  headers.set('content-length', `${whole.length}`)
  return new Response(body, { status: response.status, headers })
}
