/** fetch of JSON with a deadline over the whole answer, without cookies or referrer. Runs in browsers and in Node. */
export async function getJson(url: string, timeoutMs: number): Promise<{ status: number; json: unknown } | null> {
  const controller = new AbortController(); // AbortSignal.timeout is missing in some old phones' browsers
  const timer = setTimeout(() => controller.abort(), timeoutMs);
  try {
    const response = await fetch(url, {
      headers: { accept: 'application/json' },
      credentials: 'omit',
      cache: 'no-store',
      signal: controller.signal,
    });
    const text = await response.text();
    return { status: response.status, json: parsed(text) };
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
