import { buildId, sha256Hex } from '@daunguon/proof';
import { h, say } from './dom.ts';

/**
 * The digest of manifest.json, to compare with one's own build of the same sources. A lying host can show any figure here: who doubts it
 * fetches the files and hashes them, or uses the command line.
 */
export function buildDetail(): HTMLElement {
  const digest = h('p', { class: 'mono' }, '…');
  const host = h('p', {}, say({ vi: 'Địa chỉ trang này: ', en: 'Address of this page: ' }), location.origin);
  const detail = h(
    'details',
    { class: 'build' },
    h('summary', {}, say({ vi: 'Phiên bản của trang', en: 'Version of this page' })),
    host,
    digest,
  );
  const load = async (): Promise<void> => {
    const response = await fetch('/manifest.json').catch(() => null);
    const text = response?.ok ? await response.text() : null;
    if (text === null) return digest.replaceChildren('–');
    const manifest = sha256Hex(text);
    const known = say({ vi: 'Hồ sơ của bản dựng này trong sổ', en: 'Record of this build in the log' });
    const link = h('p', {}, h('a', { href: `/R/${buildId(manifest)}` }, known));
    digest.replaceChildren(`manifest.json sha256 ${manifest}`);
    digest.after(link);
  };
  detail.addEventListener('toggle', () => void load(), { once: true });
  return detail;
}
