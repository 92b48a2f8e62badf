import { evidenceFile } from '../check/evidence-file.ts';
import type { Label } from '../check/label.ts';
import type { Checked } from '../check/look-up.ts';
import { tlogProofOf } from '../check/tlog-proof-of.ts';
import { h } from './dom.ts';
import { downloadButton } from './download-button.ts';
import type { LoadedPolicy } from './policy.ts';

/** The evidence as files: all of it as JSON, and the inclusion alone in the format of C2SP tlog-proof. */
export function evidenceDownloads(
  { source, bundle, verification }: Checked,
  lastHead: string | null,
  { text, json }: LoadedPolicy,
  label: Label,
): HTMLElement {
  const name = label.id.replace(/[^0-9A-Za-z]+/g, '-');
  const from = source.kind === 'gateway' || source.kind === 'mirror' ? source.url : source.kind;
  const content = (): string => {
    const savedAt = new Date().toISOString();
    return evidenceFile({
      savedAt,
      asked: label.id,
      source: from,
      bundle,
      lastHead,
      policy: { text, json },
      verification,
    });
  };
  const words = { vi: 'Tải bằng chứng', en: 'Download the evidence' };
  const files = [downloadButton(words, `${name}.evidence.json`, 'application/json', content)];
  const proof = tlogProofOf(bundle);
  const proofWords = { vi: 'Tải .tlog-proof', en: 'Download .tlog-proof' };
  if (proof !== null) files.push(downloadButton(proofWords, `${name}.tlog-proof`, 'text/plain', () => proof));
  return h('div', { class: 'actions' }, ...files);
}
