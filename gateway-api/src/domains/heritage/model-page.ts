import { html, type Html } from '../../stated-page/html.ts';
import { fileUrl, type Item, type Medium } from './gallery.ts';
import { nameOf } from './gallery-page.ts';
import { galleryWords } from './gallery-words.ts';
import { modelWords as words } from './model-words.ts';
import { frame, type Speaker } from './page-frame.ts';

/** What the gateway found in its own file; `absent`: it has none, the record came by another gateway. */
export type ModelFound = { readonly needs: readonly string[] } | 'too-long' | 'absent';

const notDrawn = ({ say }: Speaker, found: ModelFound): string | undefined => {
  if (found === 'absent') return say(words.absent);
  if (found === 'too-long') return say(words.tooLong);
  return found.needs.length === 0 ? undefined : `${say(words.needs)}: ${found.needs.join(', ')}.`;
};

const sizeText = ({ language }: Speaker, bytes: number): string =>
  bytes < 1e6
    ? `${Math.ceil(bytes / 1e3)} kB`
    : `${new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(bytes / 1e6)} MB`;

/** For another program, and for whoever has no JavaScript. */
export const downloadLink = (speak: Speaker, { id, body }: Medium): Html =>
  html`<a class="act" href="${fileUrl(body.sha256)}" download="${id}.glb"
    >${speak.say(galleryWords.download)} (${sizeText(speak, body.bytes)})</a
  >`;

/** What the viewer says of where the reader looks from; it speaks English where it is not told. */
const spoken = ({ say }: Speaker): string =>
  JSON.stringify({
    'interaction-prompt': say(words.keys),
    ...Object.fromEntries(
      (['upper', '', 'lower'] as const).flatMap((height) =>
        (['front', 'right', 'back', 'left'] as const).map((side) => [
          height === '' ? side : `${height}-${side}`,
          `${say(words[side])}${height === '' ? '' : `, ${say(words[height])}`}`,
        ]),
      ),
    ),
  });

const viewer = (speak: Speaker, { body }: Medium): Html => {
  const { say, pick } = speak;
  return html`<model-viewer
      src="${fileUrl(body.sha256)}"
      alt="${pick(body.alt)}"
      a11y="${spoken(speak)}"
      camera-controls
      touch-action="pan-y"
      interaction-prompt="none"
      loading="eager"
    ></model-viewer>
    <p
      id="model-state"
      role="status"
      data-loading="${say(words.loading)}"
      data-ready="${say(words.ready)}"
      data-failed="${say(words.failed)}"
      data-no-webgl="${say(words.noWebgl)}"
    ></p>
    <noscript><p>${say(words.noScript)}</p></noscript>
    <p class="small" id="model-keys" hidden>${say(words.keys)}</p>
    <script type="module" src="/heritage/models/start.js"></script>
    <script type="module" src="/heritage/models/model-viewer.js"></script>`;
};

/** Where a reader sees a model drawn. */
export const modelLink = (speak: Speaker, { id }: Medium): Html =>
  html`<a class="act" href="${speak.to(`/heritage/models/${id}`)}">${speak.say(words.view)}</a>`;

/** One 3D model, to be turned; the only page of the gallery with a script, which a reader opens on purpose. */
export function modelPage(speak: Speaker, item: Item, medium: Medium, found: ModelFound): string {
  const { say } = speak;
  const wrong = notDrawn(speak, found);
  const title = speak.pick({ vi: item.body.name, en: item.body.nameEn });
  const content = html`<p class="kind">${say(words.title)}</p>
    <h1>${nameOf(speak, item.body)}</h1>
    <p>${speak.both(medium.body.alt)}</p>
    ${wrong === undefined ? viewer(speak, medium) : html`<p class="stated" role="status">${wrong}</p>`}
    ${found === 'absent' ? undefined : html`<p>${downloadLink(speak, medium)}</p>`}
    <p><a class="act" href="${speak.verifierUrl}/R/${medium.id}">${say(galleryWords.verify)}</a></p>
    <p><a class="act" href="${speak.to(`/heritage/items/${item.id}`)}">${say(words.story)}</a></p>`;
  return frame(
    speak,
    {
      ...{ title: `${title} – ${say(words.title)}`, description: speak.pick(medium.body.alt) },
      path: `/heritage/models/${medium.id}`,
    },
    content,
  );
}

/**
 * Runs before the viewer, which would have decoders of compressed models from other hosts: here they are nowhere, and the page's policy lets
 * nothing else be asked. The viewer compiles one of them at once where it finds WebAssembly; as no decoder runs here, it finds none.
 */
export const startScript = `delete self.WebAssembly;
const nowhere = '/heritage/models/no-decoder/';
self.ModelViewerElement = { dracoDecoderLocation: nowhere, ktx2TranscoderLocation: nowhere, lottieLoaderLocation: nowhere };
const state = document.getElementById('model-state');
const viewer = document.querySelector('model-viewer');
const say = (name) => {
  state.dataset.is = name;
  state.textContent = state.dataset[name];
};
const keys = document.getElementById('model-keys');
if (document.createElement('canvas').getContext('webgl2') === null) {
  // The viewer would draw nothing and say that it has loaded.
  viewer.remove();
  say('noWebgl');
} else {
  say('loading');
  viewer.addEventListener('load', () => {
    keys.hidden = false;
    say('ready');
  });
  viewer.addEventListener('error', () => say('failed'));
}
`;
