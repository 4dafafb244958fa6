import type { Call, Route } from '../http/router.ts'
import type { Captchas } from './captchas.ts'
import { apiHosts, staticHosts } from './hosts.ts'
import { drawPuzzle } from './picture.ts'
import { widgetScript } from './widget-script.ts'
import { widgetStyle } from './widget-style.ts'

/** The one the fake script asks for; the real ones carry a version as well. */
const stylePath = '/static/wind/style_https.css'
const picturePath = '/pictures/gt/slide.svg'

/** What a page loads and asks: the shapes are those of the real one, the puzzle is not. */
export function geetestRoutes(captchas: Captchas): readonly Route[] {
  const get = (hosts: readonly string[], path: string, handle: Route['handle']): Route => ({
    method: 'GET',
    hosts,
    path,
    handle,
  })

  function start(call: Call): Response {
    const puzzle = captchas.open(call.params.get('challenge') ?? '')
    return answer(
      call,
      puzzle ? { status: 'success', data: { ...puzzle, style: stylePath, picture: picturePath } } : refusal,
    )
  }

  function attempt(call: Call): Response {
    const outcome = captchas.attempt(call.params.get('challenge') ?? '', Number(call.params.get('w') ?? Number.NaN))
    switch (outcome.kind) {
      case 'solved':
        return answer(call, { success: 1, message: 'success', validate: outcome.proof.validate, score: '1' })
      case 'missed':
        return answer(call, { success: 0, message: 'fail' })
      case 'failed':
        return answer(call, refusal)
    }
  }

  const script = () => file(widgetScript, 'application/javascript')
  return [
    get(staticHosts, '/static/js/gt.0.4.9.js', script),
    get(staticHosts, '/static/tools/gt.js', script),
    get(staticHosts, stylePath, () => file(widgetStyle, 'text/css')),
    get(staticHosts, picturePath, ({ params }) => file(drawPuzzle(Number(params.get('target') ?? 0)), 'image/svg+xml')),
    get(apiHosts, '/get.php', start),
    get(apiHosts, '/ajax.php', attempt),
  ]
}

const refusal = { status: 'error', error: 'old challenge', user_error: '网络不给力', error_code: 'error_02' }

/** JSON in the name of a callback, as a script; without one, in bare parentheses. */
function answer({ params }: Call, body: unknown): Response {
  const callback = params.get('callback') ?? ''
  if (!/^[\w$.]*$/.test(callback)) return new Response(null, { status: 400 })
  return file(`${callback}(${JSON.stringify(body)})`, 'application/javascript')
}

function file(text: string, mediaType: string): Response {
  return new Response(text, {
    headers: { 'content-type': `${mediaType}; charset=utf-8`, 'access-control-allow-origin': '*' },
  })
}
