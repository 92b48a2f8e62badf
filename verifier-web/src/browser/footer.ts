import { buildDetail } from './build-detail.ts';
import { h, say } from './dom.ts';

/** Whose page this is, what it does not do, and which build it is. */
export function footerContent(): HTMLElement[] {
  const words = {
    vi: 'Dấu Nguồn · thành phố Đồng Nai. Trang này không đặt cookie, không theo dõi bạn và chạy ở địa chỉ riêng, tách khỏi cổng.',
    en: 'Dấu Nguồn · Đồng Nai city. This page sets no cookie, does not track you, and runs on its own origin, apart from the gateway.',
  };
  return [h('p', {}, say(words)), buildDetail()];
}
