import { html, type Html } from '../stated-page/html.ts';
import type { Words } from '../stated-page/words.ts';
import type { Speaker } from './public-frame.ts';

/** One thing to choose by: its field, and the codes with their words. */
export interface Choice {
  readonly name: string;
  readonly title: Words;
  readonly options: readonly (readonly [code: string, label: string])[];
}
export interface SearchWords {
  readonly search: Words;
  readonly text: Words;
  readonly all: Words;
  readonly submit: Words;
}

const choiceField = (say: Speaker['say'], all: Words, { name, title, options }: Choice, chosen?: string): Html =>
  html`<div>
    <label for="${name}">${say(title)}</label>
    <select id="${name}" name="${name}">
      <option value="">${say(all)}</option>
      ${options.map(([code, label]) =>
        code === chosen
          ? html`<option value="${code}" selected>${label}</option>`
          : html`<option value="${code}">${label}</option>`,
      )}
    </select>
  </div>`;

/** The form above a public list: a text and choices, sent as a query to `action`. `asked`: what it was sent with. */
export const searchForm = (
  { say, language }: Pick<Speaker, 'say' | 'language'>,
  { action, words }: { readonly action: string; readonly words: SearchWords },
  choices: readonly Choice[],
  asked: Readonly<Partial<Record<string, string>>>,
): Html =>
  html`<form method="get" action="${action}" role="search" aria-label="${say(words.search)}">
    ${language === 'en' ? html`<input type="hidden" name="lang" value="en" />` : undefined}
    <div>
      <label for="text">${say(words.text)}</label>
      <input id="text" name="text" type="search" maxlength="100" value="${asked['text'] ?? ''}" />
    </div>
    ${choices.map((choice) => choiceField(say, words.all, choice, asked[choice.name]))}
    <button type="submit">${say(words.submit)}</button>
  </form>`;
