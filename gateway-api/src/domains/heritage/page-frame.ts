import type { Response } from 'express';
import { pagePolicy } from '../../http/page-policy.ts';
import {
  framedPage,
  speaker as publicSpeaker,
  type PageLanguage,
  type Speaker as PublicSpeaker,
} from '../../public-pages/public-frame.ts';
import { html, type Html } from '../../stated-page/html.ts';
import { galleryWords as words } from './gallery-words.ts';

/** What every page of the gallery is made with. */
export interface Speaker extends PublicSpeaker {
  readonly publicUrl: string;
  readonly verifierUrl: string;
  /** A text in the reader's language; English that nobody wrote is Vietnamese. */
  pick(text: { readonly vi: string; readonly en?: string | undefined }): string;
  /** The same for a page's body, marked where it is in the other language. */
  both(text: { readonly vi: string; readonly en?: string | undefined }): Html;
}

export const speaker = (language: PageLanguage, publicUrl: string, verifierUrl: string): Speaker => ({
  ...publicSpeaker(language),
  ...{ publicUrl, verifierUrl },
  pick: ({ vi, en }) => (language === 'vi' ? vi : (en ?? vi)),
  both: ({ vi, en }) =>
    language === 'en' && en === undefined ? html`<span lang="vi">${vi}</span>` : html`${language === 'en' ? en : vi}`,
});

/** What a page tells those who share it (Open Graph) or index it. */
export interface Shared {
  readonly title: string;
  readonly description: string;
  /** Path without language. */
  readonly path: string;
  readonly type?: 'website' | 'article';
  readonly image?: { readonly path: string; readonly alt: string; readonly width: number; readonly height: number };
  readonly manifest?: string;
}

const card = ({ publicUrl, language }: Speaker, { title, description, path, type, image }: Shared): Html =>
  html`<meta name="description" content="${description}" />
    <meta property="og:site_name" content="Dấu Nguồn" />
    <meta property="og:title" content="${title}" />
    <meta property="og:description" content="${description}" />
    <meta property="og:type" content="${type ?? 'website'}" />
    <meta property="og:url" content="${publicUrl}${path}" />
    <meta property="og:locale" content="${language === 'vi' ? 'vi_VN' : 'en_GB'}" />
    <meta name="twitter:card" content="${image === undefined ? 'summary' : 'summary_large_image'}" />
    ${
      image === undefined
        ? undefined
        : html`<meta property="og:image" content="${publicUrl}${image.path}" />
            <meta property="og:image:type" content="image/jpeg" />
            <meta property="og:image:width" content="${image.width}" />
            <meta property="og:image:height" content="${image.height}" />
            <meta property="og:image:alt" content="${image.alt}" />`
    }`;

/** A whole page; one that tells of nothing has no card and is not to be found. */
export function frame(speak: Speaker, shared: Shared, content: Html, isFound = true): string {
  const { say, to, publicUrl } = speak;
  const { title, path, manifest } = shared;
  const head = html`${isFound ? card(speak, shared) : html`<meta name="robots" content="noindex" />`}
    <link rel="stylesheet" href="/heritage/style.css" />
    <link rel="canonical" href="${publicUrl}${path}" />
    <link rel="alternate" hreflang="vi" href="${publicUrl}${path}" />
    <link rel="alternate" hreflang="en" href="${publicUrl}${path}?lang=en" />
    ${manifest === undefined ? undefined : html`<link rel="alternate" type="application/ld+json" href="${manifest}" />`}`;
  const ways = [
    html`<a href="${to('/heritage')}">${say(words.title)}</a>`,
    html`<a href="${to('/heritage/routes')}">${say(words.routes)}</a>`,
  ];
  return framedPage(speak, { title, path, head, nav: { label: say(words.title), ways } }, content);
}

/** Nothing but the page's own style, form, images and videos. */
const policy = pagePolicy({ 'img-src': "'self'", 'media-src': "'self'", 'form-action': "'self'" });

/** `allowed`: the policy of a page that needs another one (Content Security Policy 3). */
export function sendPage(
  response: Response,
  { language }: Speaker,
  page: string,
  { status = 200, allowed = policy }: { readonly status?: number; readonly allowed?: string } = {},
): void {
  response.set({
    ...{ 'Content-Security-Policy': allowed, 'Referrer-Policy': 'no-referrer', 'Cache-Control': 'no-cache' },
    'Content-Language': language,
  });
  response.status(status).type('html').send(page);
}

const vietnamTime = new Intl.DateTimeFormat('vi-VN', {
  ...{ timeZone: 'Asia/Ho_Chi_Minh', hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit' },
  ...{ hour: '2-digit', minute: '2-digit' },
});
export const timeText = (iso: string): Html =>
  html`<time datetime="${iso}">${vietnamTime.format(new Date(iso))}</time>`;
/** YYYY-MM-DD as it is written in Việt Nam. */
export const dateText = (date: string): Html =>
  html`<time datetime="${date}">${date.split('-').reverse().join('/')}</time>`;

export const galleryStyle = `*{box-sizing:border-box}body{font:1.125rem/1.6 system-ui,sans-serif;max-width:70rem;margin:0 auto;padding:1rem;color:#1b1f23;background:#fffdf9}
header{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;justify-content:space-between;align-items:center}nav{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem}h1{font-size:1.75rem;line-height:1.25;margin:.5rem 0;overflow-wrap:anywhere}h2{font-size:1.3rem;margin:2rem 0 .5rem}h3{font-size:1.15rem;margin:.25rem 0;overflow-wrap:anywhere}
a{color:#7a3b00;overflow-wrap:anywhere}header a,.act,.pages a{display:inline-flex;align-items:center;min-height:2.75rem}.skip{position:absolute;left:-99rem}.skip:focus{position:static}
.stated{border-left:.5rem solid #6a737d;padding:.25rem .75rem;margin:1rem 0;font-size:1rem}.lead{font-size:1.2rem}.small{font-size:1rem;color:#4a4339}.kind{font-size:1rem;font-weight:600;color:#5c4a00;margin:0}
form{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(14rem,100%),1fr));gap:.75rem;align-items:end}label{display:block;font-weight:600}input,select,button{font:inherit;width:100%;min-height:2.75rem;padding:.25rem .5rem;border:.125rem solid #57606a;border-radius:.5rem;color:inherit;background:inherit}
button{background:#7a3b00;border-color:#7a3b00;color:#fff;font-weight:600;cursor:pointer}:focus-visible{outline:.2rem solid #0b4f8a;outline-offset:.15rem}
.cards{list-style:none;margin:1rem 0;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(min(20rem,100%),1fr));gap:1rem}.cards li{border:.0625rem solid #8c7f6b;border-radius:.75rem;padding:1rem;overflow:hidden}
.cards img{display:block;width:calc(100% + 2rem);margin:-1rem -1rem .75rem;aspect-ratio:4/3;object-fit:cover}figure{margin:1rem 0}figure img,figure video{display:block;max-width:100%;height:auto;border-radius:.5rem}.hero img{width:100%;max-height:34rem;object-fit:contain;background:#efe9df}
model-viewer{width:100%;height:min(70vh,40rem);background:#efe9df;border-radius:.5rem}.media{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(22rem,100%),1fr));gap:1rem}.media figure{margin:0}figure:target{outline:.25rem solid #b35900;outline-offset:.25rem}figcaption{font-size:1rem}
dl{display:grid;grid-template-columns:minmax(8rem,max-content) 1fr;gap:.25rem 1rem;margin:1rem 0}dt{font-weight:600}dd{margin:0;overflow-wrap:anywhere}.story p{max-width:42rem}.events{padding-left:1.25rem}.events b{font-weight:600}
.route-map{display:block;width:100%;max-height:30rem;height:auto}.route-map *{vector-effect:non-scaling-stroke}.route-map .land{fill:#efe9df;stroke:#8c7f6b}.route-map .way{fill:none;stroke:#7a3b00;stroke-width:2;stroke-dasharray:5 4}.route-map circle{fill:#7a3b00}.route-map text{fill:#fff;font-family:system-ui,sans-serif;font-weight:700;text-anchor:middle}
.stops{padding-left:1.5rem}.stops>li{margin:1.25rem 0}.stops img{max-width:16rem;width:100%;height:auto;border-radius:.5rem;display:block}.qr{width:11rem;height:11rem;background:#fff;padding:.5rem;border-radius:.5rem}
@media(max-width:30rem){dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.5rem}}
@media (prefers-color-scheme:dark){body{color:#ece7df;background:#191613}a{color:#ffc58a}.small{color:#c9c0b2}.kind{color:#f0d77a}input,select{border-color:#8c959f}option{background:#191613}model-viewer,.hero img,.route-map .land{background:#2b2620;fill:#2b2620}.route-map .way{stroke:#ffc58a}.route-map circle{fill:#ffc58a}.route-map text{fill:#191613}button{background:#ffc58a;border-color:#ffc58a;color:#191613}}`;
