import { eventName } from '../domains/origin/origin-card.ts';
import { communeName } from './commune-names.ts';
import { h, say, timeTag } from './dom.ts';
import type { RecordAnswer, TimelineEntry } from './record-answer.ts';

/** From farm to shelf, the oldest step first. */
export function timelineSection({ timeline, units }: RecordAnswer): HTMLElement | null {
  if (timeline.length === 0) return null;
  const steps = [...timeline].sort((a, b) => a.at.localeCompare(b.at));
  const item = (entry: TimelineEntry): HTMLElement => {
    const unit = entry.unit?.name || (entry.unit && units[entry.unit.id]?.name);
    const place = entry.commune && communeName(entry.commune.code);
    return h(
      'li',
      { class: entry.type === 'origin/recall' ? 'alarm' : 'step' },
      h('strong', {}, say(eventName(entry.eventType, entry.type))),
      h('span', { class: 'where' }, [unit, place].filter(Boolean).join(' · ')),
      timeTag(entry.at),
    );
  };
  return h(
    'section',
    { class: 'card' },
    h('h2', {}, say({ vi: 'Từ vườn đến kệ hàng', en: 'From farm to shelf' })),
    h('ol', { class: 'timeline' }, ...steps.map(item)),
  );
}
