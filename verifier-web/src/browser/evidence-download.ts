import { evidenceFile, toJson } from '../check/evidence-file.ts';
import type { Label } from '../check/label.ts';
import type { Lookup } from '../check/look-up.ts';
import { tlogProofOf } from '../check/tlog-proof-of.ts';
import { h, say } from './dom.ts';
import type { LoadedPolicy } from './policy.ts';
import type { Said } from '../check/said.ts';

/** The evidence as files: all of it as JSON, the inclusion alone in the format of C2SP tlog-proof, and proof of a log that signed two histories. */
export function downloadButtons(lookup: Lookup, loaded: LoadedPolicy, label: Label): HTMLElement[] {
  const { best, equivocation } = lookup;
  const name = label.id.replace(/[^0-9A-Za-z]+/g, '-');
  const files: HTMLElement[] = [];
  if (best !== null) {
    const { source, bundle, verification } = best;
    const from = source.kind === 'saved' || source.kind === 'file' ? source.kind : source.url;
    const json = (): string =>
      evidenceFile({
        savedAt: new Date().toISOString(),
        asked: label.id,
        source: from,
        bundle,
        policy: { text: loaded.text, json: loaded.json },
        verification,
      });
    files.push(
      button({ vi: 'Tải bằng chứng', en: 'Download the evidence' }, `${name}.evidence.json`, 'application/json', json),
    );
    const proof = tlogProofOf(bundle);
    if (proof !== null)
      files.push(
        button({ vi: 'Tải .tlog-proof', en: 'Download .tlog-proof' }, `${name}.tlog-proof`, 'text/plain', () => proof),
      );
  }
  const evidence = h('div', { class: 'actions' }, ...files);
  if (equivocation === null) return [evidence];
  const save = button(
    { vi: 'Tải bằng chứng sổ hai mặt', en: 'Download the evidence of two histories' },
    'two-histories.json',
    'application/json',
    () => `${toJson(equivocation)}\n`,
  );
  const alarm = h(
    'p',
    { class: 'alarm-note', role: 'alert' },
    say({
      vi: 'Máy này giữ hai điểm chốt cùng cỡ, đều có chữ ký của sổ nhưng khác gốc: sổ đã cho xem hai lịch sử. Hãy gửi tệp này cho các cơ quan.',
      en: 'This device holds two checkpoints of one size, both signed by the log, with different roots: the log showed two histories. Send this file to the organisations.',
    }),
  );
  return [evidence, alarm, h('div', { class: 'actions' }, save)];
}

function button(said: Said, name: string, type: string, content: () => string): HTMLElement {
  const save = (): void => {
    const url = URL.createObjectURL(new Blob([content()], { type }));
    const link = h('a', { href: url, download: name }) as HTMLAnchorElement;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  };
  return h('button', { type: 'button', class: 'secondary', click: save }, say(said));
}
