/**
 * `<script src="https://<verifier>/widget.js" data-label="https://<verifier>/R/…" async></script>` puts the verdict of that label in its place, in
 * a frame of the verifier's own origin, so that the site around it can neither alter nor read it (docs/guide/embed.md).
 */
const script = document.currentScript as HTMLScriptElement;
const { origin } = new URL(script.src);
const { label = '', lang = '' } = script.dataset;

const frame = document.createElement('iframe');
const { pathname } = new URL(label, origin);
frame.src = `${origin}/nhung${pathname}${lang === 'en' || lang === 'vi' ? `?lang=${lang}` : ''}`;
frame.title = lang === 'en' ? 'Check by Dấu Nguồn' : 'Kết quả kiểm tra của Dấu Nguồn';
frame.loading = 'lazy';
frame.referrerPolicy = 'no-referrer';
frame.setAttribute('sandbox', 'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox');
Object.assign(frame.style, { width: '100%', height: '18rem', border: '0' });
script.after(frame);

addEventListener('message', ({ source, origin: from, data }: MessageEvent<{ height?: unknown } | null>) => {
  const height = data?.height;
  if (source !== frame.contentWindow || from !== origin || typeof height !== 'number') return;
  frame.style.height = `${Math.min(Math.max(height, 120), 1200)}px`;
});
