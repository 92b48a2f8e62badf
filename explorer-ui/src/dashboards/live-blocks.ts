import { DestroyRef, effect, inject, signal, type Signal } from '@angular/core';

/** Reading again is worth it once in so long. */
const everyMs = 2000;

/**
 * Calls `again` after a block came, as long as the page is there and seen. The browser connects anew by itself; without a network it goes on
 * trying. Call in an injection context.
 */
export function liveBlocks(again: () => void): { readonly block: Signal<number | undefined> } {
  const block = signal<number | undefined>(undefined);
  const source = new EventSource('/api/dashboards/events');
  let waiting: ReturnType<typeof setTimeout> | undefined;
  source.addEventListener('block', (event) => {
    block.set((JSON.parse((event as MessageEvent<string>).data) as { block: number }).block);
  });
  effect(() => {
    if (block() === undefined) return;
    waiting ??= setTimeout(() => {
      waiting = undefined;
      if (!document.hidden) again();
    }, everyMs);
  });
  inject(DestroyRef).onDestroy(() => {
    clearTimeout(waiting);
    source.close();
  });
  return { block: block.asReadonly() };
}
