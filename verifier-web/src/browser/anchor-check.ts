import { anchorNodes, checkAnchor } from '../check/anchor-proof.ts';
import type { AnchorCheck, AnchorNodes } from '../check/anchor-proof.ts';
import { objectField } from '../check/body-fields.ts';
import type { Label } from '../check/label.ts';
import type { Checked } from '../check/look-up.ts';
import { resultWords } from '../check/step-words.ts';
import { h, say } from './dom.ts';
import type { LoadedPolicy } from './policy.ts';

/** The anchor on an outside chain: what it is, and a button that asks the chain. Nothing where the policy names no anchor. */
export function anchorSection(label: Label, checked: Checked, { policy, json }: LoadedPolicy): HTMLElement[] {
  const anchors = anchorNodes(policy, json);
  const told = toldAnchor(checked.bundle);
  if (anchors.length === 0 && told === null) return [];
  const trial = policy.trial
    ? { vi: 'Neo thử nghiệm: không chứng minh gì với người ngoài.', en: 'Test anchor: proves nothing to outsiders.' }
    : {
        vi: 'Đầu sổ được ghi định kỳ lên một chuỗi ngoài, nơi các sở không sửa được.',
        en: 'The head of the log is written regularly to an outside chain that the organisations cannot edit.',
      };
  return [
    h('h3', {}, say(policy.trial ? { vi: 'Neo thử nghiệm', en: 'Test anchor' } : { vi: 'Neo ngoài', en: 'Anchor' })),
    h('p', {}, say(trial)),
    ...(told === null ? [] : [h('pre', { tabindex: 0, 'aria-label': 'anchor' }, told)]),
    ...anchors.map((anchor) => anchorItem(anchor, label, checked, policy)),
  ];
}

/** Where the gateway says that the log is anchored: a place to look, proven by nothing until the chain is asked. */
function toldAnchor(bundle: unknown): string | null {
  const { anchor } = objectField({ bundle }, 'bundle');
  if (typeof anchor !== 'object' || anchor === null) return null;
  const words = say({ vi: 'Theo lời máy chủ của cổng', en: 'As told by the gateway' });
  const lines = Object.entries(anchor).filter(([, value]) => typeof value === 'string' || typeof value === 'number');
  return [`${words}:`, ...lines.map(([name, value]) => `${name} ${String(value)}`)].join('\n');
}

function anchorItem(anchor: AnchorNodes, label: Label, checked: Checked, policy: LoadedPolicy['policy']): HTMLElement {
  const where = h('p', { class: 'mono' }, `eip155:${anchor.chainId} ${anchor.contract} ${anchor.sender}`);
  const { bundle, source, verification } = checked;
  const log = source.kind === 'gateway' || source.kind === 'mirror' ? source.url : policy.gateways[0];
  const size = verification.head?.size;
  if (anchor.urls.length === 0 || log === undefined || size === undefined) {
    const elsewhere = {
      vi: 'Chính sách không ghi địa chỉ nút nào để hỏi từ trang này.',
      en: 'The policy names no node that this page could ask.',
    };
    return h('div', {}, where, h('p', { class: 'hint' }, say(elsewhere)));
  }
  const result = h('p', { class: 'note', role: 'status' });
  const ask = async (): Promise<void> => {
    result.replaceChildren('…');
    const found = await checkAnchor({ bundle, id: label.id, policy, now: Date.now(), size, anchor, log });
    result.replaceChildren(resultText(found));
  };
  const button = h(
    'button',
    { type: 'button', class: 'secondary', id: 'anchor', click: () => void ask() },
    say({ vi: 'Hỏi chuỗi neo', en: 'Ask the chain' }),
  );
  return h('div', {}, where, button, result);
}

function resultText({ reading: { head, agreeing, answers }, step }: AnchorCheck): string {
  if (head === undefined) {
    const errors = answers
      .map((answer) => ('error' in answer ? `${answer.url}: ${answer.error}` : answer.url))
      .join('; ');
    return `${say({ vi: 'Không đọc được mốc neo', en: 'The anchored head could not be read' })}: ${errors}`;
  }
  const nodes = say({ vi: `${agreeing} nút trả lời như nhau`, en: `${agreeing} node(s) agree` });
  const read = say({ vi: `cỡ đã neo ${head.size}`, en: `anchored size ${head.size}` });
  return `${say(resultWords[step?.result ?? 'unknown'])} · ${read} · ${nodes}${step?.detail === undefined ? '' : ` · ${step.detail}`}`;
}
