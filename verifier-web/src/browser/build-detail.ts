import { sha256Hex } from '@daunguon/proof';
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
    digest.replaceChildren(text === null ? '–' : `manifest.json sha256 ${sha256Hex(text)}`);
  };
  detail.addEventListener('toggle', () => void load(), { once: true });
  return detail;
}
