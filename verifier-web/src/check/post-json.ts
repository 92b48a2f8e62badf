/** POSTs JSON as text/plain, which no browser asks about first, without cookies or referrer; null when no readable answer came in time. */
export async function postJson(
  url: string,
  body: unknown,
  timeoutMs: number,
): Promise<{ status: number; json: unknown } | null> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), timeoutMs);
  try {
    const init = {
      method: 'POST',
      body: JSON.stringify(body),
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
    } as const;
    const response = await fetch(url, { ...init, signal: controller.signal });
    return { status: response.status, json: (await response.json()) as unknown };
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}
