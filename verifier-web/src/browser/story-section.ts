import { isId } from '@daunguon/proof';
import { getJson } from '../check/get-json.ts';
import { sourceTimeoutMs } from '../check/source.ts';
import { eventName, unconfirmedWords } from '../domains/origin/event-names.ts';
import { communeName } from './commune-names.ts';
import { h, say, timeTag } from './dom.ts';
import { readStory } from './story-answer.ts';
import type { Story, TimelineEntry, Weights } from './story-answer.ts';
import type { Said } from '../check/said.ts';

export interface ToldStory {
  section: HTMLElement | null;
  /** The gateway says that the lot is being recalled: its word warns until the proof follows. */
  recalled: boolean;
}

/** Asks the gateways for what they tell beside the proof; null when none tells anything. */
export async function storySection(
  gateways: readonly string[],
  id: string,
  openRecord: (id: string) => void,
): Promise<ToldStory | null> {
  for (const gateway of gateways) {
    const answer = await getJson(`${gateway.replace(/\/+$/, '')}/r/${id}/story`, sourceTimeoutMs);
    if (answer?.status !== 200) continue;
    const story = readStory(answer.json);
    return { section: storyView(story, openRecord), recalled: story.recalled };
  }
  return null;
}

const weightsWords = ({ sentKg, receivedKg, beyondTolerance }: Weights): Said => ({
  vi: `Cân gửi ${sentKg} kg, cân nhận ${receivedKg} kg${beyondTolerance ? ' – vượt dung sai' : ''}`,
  en: `Weighed ${sentKg} kg when sent, ${receivedKg} kg when received${beyondTolerance ? ' – beyond tolerance' : ''}`,
});

/** From farm to shelf, the oldest step first; each step's own record can be opened and gets a verdict of its own. */
function storyView({ timeline }: Story, openRecord: (id: string) => void): HTMLElement | null {
  if (timeline.length === 0) return null;
  const steps = [...timeline].sort((a, b) => a.at.localeCompare(b.at));
  const item = (entry: TimelineEntry): HTMLElement => {
    const name = say(eventName(entry.eventType, entry.type));
    const open = (event: Event): void => {
      event.preventDefault();
      openRecord(entry.id);
    };
    const place = entry.communeCode && communeName(entry.communeCode);
    return h(
      'li',
      { class: entry.type === 'origin/recall' ? 'alarm' : 'step' },
      isId(entry.id) ? h('a', { href: `/R/${entry.id}`, click: open }, name) : h('strong', {}, name),
      h('span', { class: 'where' }, [entry.unitName, place].filter(Boolean).join(' · ')),
      ...(entry.unconfirmed === ''
        ? []
        : [h('strong', { class: 'warning' }, say(unconfirmedWords(entry.unconfirmed)))]),
      ...(entry.weights === undefined ? [] : [h('span', { class: 'where' }, say(weightsWords(entry.weights)))]),
      timeTag(entry.at),
    );
  };
  return h(
    'section',
    { class: 'card told' },
    h('h2', {}, say({ vi: 'Từ vườn đến kệ hàng', en: 'From farm to shelf' })),
    h(
      'p',
      { class: 'hint' },
      say({
        vi: 'Theo lời máy chủ của cổng. Chạm vào từng bước để máy bạn tự kiểm tra bước ấy.',
        en: 'As told by the gateway. Touch a step to have your own device check it.',
      }),
    ),
    h('ol', { class: 'timeline' }, ...steps.map(item)),
  );
}
