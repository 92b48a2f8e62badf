/** No bundle comes near; a liar's endless answer must not eat the memory that is needed to ask the next source. */
const mostBytes = 16 * 1024 * 1024;

/**
 * fetch of JSON with a deadline and a limit over the whole answer, without cookies or referrer. Runs in browsers and in Node.
 * A redirect is no answer: a source that is not trusted must not send its reader elsewhere, to a service behind the reader's own
 * firewall say, nor may another's answer count as its own.
 */
export async function getJson(url: string, timeoutMs: number): Promise<{ status: number; json: unknown } | null> {
  const controller = new AbortController(); // AbortSignal.timeout is missing in some old phones' browsers
  const timer = setTimeout(() => controller.abort(), timeoutMs);
  try {
    const response = await fetch(url, {
      headers: { accept: 'application/json' },
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      signal: controller.signal,
    });
    return { status: response.status, json: parsed(await readText(response)) };
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

/** Throws for a longer answer; counted after unpacking, so that a small one cannot swell. */
async function readText({ body }: Response): Promise<string> {
  const reader = body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (let length = 0; reader !== undefined;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > mostBytes) {
      await reader.cancel();
      throw new Error(`more than ${mostBytes} bytes`);
    }
    text += decoder.decode(value, { stream: true });
  }
  return text + decoder.decode();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
