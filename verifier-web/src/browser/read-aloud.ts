import { h, icon, icons, say } from './dom.ts';

/** A button that speaks the verdict, only where the device has a Vietnamese voice (trust.md §3); voices may load late. */
export function readAloudButton(sentence: string): HTMLElement | null {
  if (!('speechSynthesis' in globalThis)) return null;
  const voice = (): SpeechSynthesisVoice | undefined =>
    speechSynthesis.getVoices().find(({ lang }) => /^vi\b/i.test(lang));
  const speak = (): void => {
    const utterance = new SpeechSynthesisUtterance(sentence);
    utterance.lang = 'vi-VN';
    utterance.voice = voice() ?? null;
    speechSynthesis.cancel();
    speechSynthesis.speak(utterance);
  };
  const button = h(
    'button',
    { type: 'button', class: 'secondary', hidden: voice() === undefined, click: speak },
    icon(icons.speak),
    say({ vi: 'Đọc to kết quả', en: 'Read the result aloud (Vietnamese)' }),
  );
  speechSynthesis.addEventListener?.('voiceschanged', () => (button.hidden = voice() === undefined), { once: true });
  return button;
}
