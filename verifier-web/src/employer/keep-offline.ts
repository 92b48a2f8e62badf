/** What this page is made of besides the shell, which the service worker keeps only once it has passed through it. */
const files = ['/employer.js', '/employer.css', '/pdf.js', '/pdf-worker.js'];

/**
 * On a first visit the page has loaded before the service worker ruled it, so nothing was kept: asked for again (unchanged, so hardly
 * anything is sent), the files serve the next visit without a network.
 */
export async function keepForOffline(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const { serviceWorker } = navigator;
  await serviceWorker.ready;
  if (serviceWorker.controller === null)
    await new Promise((resolve) => serviceWorker.addEventListener('controllerchange', resolve, { once: true }));
  await Promise.all(files.map((file) => fetch(file).catch(() => undefined)));
}
