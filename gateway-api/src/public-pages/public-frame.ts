import type { RequestHandler } from 'express';
import { pagePolicy } from '../http/page-policy.ts';
import { html, type Html } from '../stated-page/html.ts';
import type { Words } from '../stated-page/words.ts';

export type PageLanguage = 'vi' | 'en';
export const languageOf = (lang: unknown): PageLanguage => (lang === 'en' ? 'en' : 'vi');

/** What a page needs beside its contents: its language, and the words and addresses in it. */
export const speaker = (language: PageLanguage) => ({
  language,
  say: ([vi, en]: Words): string => (language === 'vi' ? vi : en),
  /** An address of these pages in the reader's language. */
  to: (path: string): string => (language === 'vi' ? path : `${path}${path.includes('?') ? '&' : '?'}lang=en`),
});
export type Speaker = ReturnType<typeof speaker>;

/** YYYY-MM-DD, also at the beginning of an instant, as it is written in Việt Nam. */
export const dateText = (date: string): string => date.slice(0, 10).split('-').reverse().join('/');

const words = {
  home: ['Dấu Nguồn', 'Dấu Nguồn'],
  skip: ['Đến nội dung chính', 'Skip to content'],
  nav: ['Trang công khai', 'Public pages'],
  ocop: ['Sản phẩm OCOP', 'OCOP products'],
  retirements: ['Chứng nhận loại bỏ', 'Retirement certificates'],
  heritage: ['Di sản', 'Heritage'],
  data: ['Dữ liệu mở', 'Open data'],
  language: ['English', 'Tiếng Việt'],
} as const satisfies Record<string, Words>;

const publicWays = [
  ['/ocop', words.ocop],
  ['/carbon/retirements', words.retirements],
  ['/heritage', words.heritage],
  ['/opendata', words.data],
] as const;

/** What stands around a page's contents. `path`: the page's own, with its query but without language. */
export interface Framed {
  readonly title: string;
  readonly path: string;
  /** Style, alternates, cards. */
  readonly head: Html;
  readonly nav: { readonly label: string; readonly ways: readonly Html[] };
}

/** A page of the gateway's own, without script: skip link, ways, the other language, contents. */
export function framedPage(
  { language, say }: Pick<Speaker, 'language' | 'say'>,
  { title, path, head, nav }: Framed,
  content: Html,
): string {
  const other = language === 'vi' ? 'en' : 'vi';
  return `<!doctype html>\n${
    html`<html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} – Dấu Nguồn</title>
        ${head}
      </head>
      <body>
        <a class="skip" href="#main">${say(words.skip)}</a>
        <header>
          <nav aria-label="${nav.label}">${nav.ways}</nav>
          <a href="${speaker(other).to(path)}" lang="${other}" hreflang="${other}">${say(words.language)}</a>
        </header>
        <main id="main">${content}</main>
      </body>
    </html>`.text
  }\n`;
}

/** The public pages: for every browser. `more`: alternates of a page's own. */
export function publicPage(
  speak: Speaker,
  { title, path, more }: Pick<Framed, 'title' | 'path'> & { readonly more?: Html },
  content: Html,
): string {
  const { say, to } = speak;
  const head = html`<link rel="stylesheet" href="/pages.css" />
    <link rel="alternate" hreflang="vi" href="${path}" />
    <link rel="alternate" hreflang="en" href="${speaker('en').to(path)}" />
    ${more}`;
  const ways = [
    html`<a href="${to('/')}"><strong>${say(words.home)}</strong></a>`,
    ...publicWays.map(([way, name]) => html`<a href="${to(way)}">${say(name)}</a>`),
  ];
  const body = html`<h1>${title}</h1>
    ${content}`;
  return framedPage(speak, { title, path, head, nav: { label: say(words.nav), ways } }, body);
}

/** Nothing but the pages' own style and forms. */
const policy = pagePolicy({ 'form-action': "'self'" });
export const publicHeaders: RequestHandler = (request, response, next) => {
  response.type('html').set({
    'Content-Security-Policy': policy,
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-cache',
    'Content-Language': languageOf(request.query['lang']),
  });
  next();
};

export const publicStyle = `*{box-sizing:border-box}body{font:1.125rem/1.5 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem;color:#1b1f23;background:#fff}
header{display:flex;flex-wrap:wrap;gap:0 1.5rem;justify-content:space-between;align-items:center;border-bottom:.0625rem solid #8c959f}h1{font-size:1.6rem;line-height:1.25;margin:1rem 0 .5rem;overflow-wrap:anywhere}h2{font-size:1.25rem}h3{font-size:1.2rem;margin:0;overflow-wrap:anywhere}
.skip{position:absolute;left:-99rem}.skip:focus{position:static}.stated{border-left:.5rem solid #6a737d;padding:.25rem .75rem;margin:1rem 0}.lead{font-size:1.2rem}.story{max-width:42rem;white-space:pre-line}
form{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(14rem,100%),1fr));gap:.75rem;align-items:end}label{display:block;font-weight:600}input,select,button{font:inherit;width:100%;min-height:2.75rem;padding:.25rem .5rem;border:.125rem solid #57606a;border-radius:.5rem;color:inherit;background:inherit}
button{background:#0b4f8a;border-color:#0b4f8a;color:#fff;font-weight:600;cursor:pointer}:focus-visible{outline:.2rem solid #b35900;outline-offset:.15rem}
.products{list-style:none;margin:0;padding:0;display:grid;grid-template-columns:repeat(auto-fit,minmax(min(20rem,100%),1fr));gap:1rem}.products li{border:.0625rem solid #8c959f;border-radius:.75rem;padding:.75rem 1rem}.products h2,.products p{margin:.25rem 0}
.stars{color:#8a5300;font-weight:700}.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}dl{margin:.5rem 0}dt{font-weight:600;font-size:1rem;margin-top:.5rem}dd{margin:0;overflow-wrap:anywhere}
.expired{color:#4a5157}.revoked{color:#9f1d1d;font-weight:700}a{color:#0b4f8a;overflow-wrap:anywhere}.act,.acts a,nav a,header a{display:inline-flex;align-items:center;padding:.5rem 0;min-height:2.75rem}nav{display:flex;flex-wrap:wrap;gap:0 1.5rem}main nav{margin:1rem 0}
.acts{display:flex;flex-wrap:wrap;gap:0 1.5rem}.big{font-size:2rem;font-weight:700;margin:.5rem 0}.steps{padding-left:1.25rem}.steps li{margin:.5rem 0}
.small{font-size:1rem;color:#4a5157}.file{border:.0625rem solid #8c959f;border-radius:.75rem;padding:1rem;margin:.75rem 0}.hash{font-family:ui-monospace,monospace;font-size:.875rem;overflow-wrap:anywhere}.waiting{color:#7a4a00;font-weight:600}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.4rem .75rem .4rem 0;border-bottom:.0625rem solid #c4cad0}
@media print{header,.acts,.skip{display:none}}
@media (prefers-color-scheme:dark){body{color:#e6e8ea;background:#14181c}a{color:#8ec7ff}.stars{color:#ffc66b}.expired,.small{color:#b3bac1}.waiting{color:#ffc66b}.revoked{color:#ffb4b4}input,select{border-color:#8c959f}option{background:#14181c}}`;
