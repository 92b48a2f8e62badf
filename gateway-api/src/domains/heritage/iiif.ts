import { c2paVerdicts, heritageKinds, rightsStatements } from '@daunguon/records/heritage-words';
import { fileUrl, type Gallery, type Item, type Medium } from './gallery.ts';
import { galleryWords as words } from './gallery-words.ts';

/**
 * IIIF Presentation API 3.0 manifests and collection, and Image API 3.0 level 0: the fixed sizes that are kept, as JPEG. A 3D model has no place
 * on a canvas of that version and is offered as a rendering.
 */
type Json = Readonly<Record<string, unknown>>;
interface Both {
  readonly vi: string;
  readonly en?: string | undefined;
}

export const presentationContext = 'http://iiif.io/api/presentation/3/context.json';
export const imageContext = 'http://iiif.io/api/image/3/context.json';

/** A language map; values are lists. */
const languages = ({ vi, en }: Both): Json => ({ vi: [vi], ...(en === undefined ? {} : { en: [en] }) });
const pair = ([vi, en]: readonly [string, string]): Json => languages({ vi, en });
const entry = (label: readonly [string, string], value: Json): Json => ({ label: pair(label), value });

const hasPicture = ({ body }: Medium): boolean => body.kind === 'image' && body.derivatives.length > 0;
const isVideo = ({ body }: Medium): boolean => body.kind === 'video';
/** A manifest needs something to stand on a canvas. */
export const hasCanvas = (media: readonly Medium[]): boolean => media.some((one) => hasPicture(one) || isVideo(one));

/** The copies from the largest to the smallest. */
const sizesOf = ({ body }: Medium) => body.derivatives.toSorted((a, b) => b.width - a.width);

export const imageId = (base: string, id: string): string => `${base}/iiif/3/images/${id}`;
const sized = (base: string, id: string, size: string): string => `${imageId(base, id)}/full/${size}/0/default.jpg`;

/** Image information (Image API 3.0 §5): the image is its largest copy, since the master is not shown. */
export function imageInfo(medium: Medium, base: string): Json {
  const sizes = sizesOf(medium);
  const [{ width, height } = { width: 1, height: 1 }] = sizes;
  return {
    '@context': imageContext,
    ...{ id: imageId(base, medium.id), type: 'ImageService3', protocol: 'http://iiif.io/api/image', profile: 'level0' },
    ...{ width, height, sizes: sizes.toReversed().map((size) => ({ width: size.width, height: size.height })) },
  };
}

/** Digest of the copy that a level 0 request asks for: `max`, or the width and height of one that is kept. */
export const imageAt = (medium: Medium, size: string): string | undefined => {
  const sizes = sizesOf(medium);
  return (size === 'max' ? sizes[0] : sizes.find(({ width, height }) => `${width},${height}` === size))?.sha256;
};

const service = (base: string, { id }: Medium): Json => ({
  id: imageId(base, id),
  type: 'ImageService3',
  profile: 'level0',
});

const picture = (base: string, medium: Medium, copy = sizesOf(medium)[0]): Json => ({
  id: copy === undefined ? sized(base, medium.id, 'max') : sized(base, medium.id, `${copy.width},${copy.height}`),
  ...{ type: 'Image', format: 'image/jpeg', width: copy?.width, height: copy?.height },
  service: [service(base, medium)],
});

const film = (base: string, { body }: Medium): Json => ({
  ...{ id: `${base}${fileUrl(body.sha256)}`, type: 'Video', format: body.mediaType },
  ...{ width: body.width, height: body.height, duration: (body.durationMs ?? 1) / 1000 },
});

function canvas(base: string, medium: Medium): Json {
  const { id, body } = medium;
  const canvasId = `${base}/iiif/3/canvases/${id}`;
  const painted = isVideo(medium) ? film(base, medium) : picture(base, medium);
  const { width, height, duration } = painted;
  const annotation = {
    id: `${canvasId}/annotation`,
    type: 'Annotation',
    motivation: 'painting',
    body: painted,
    target: canvasId,
  };
  return {
    ...{ id: canvasId, type: 'Canvas', label: languages(body.caption ?? body.alt), width, height },
    ...(duration === undefined ? {} : { duration }),
    ...(hasPicture(medium) ? { thumbnail: [picture(base, medium, sizesOf(medium).at(-1))] } : {}),
    summary: languages(body.alt),
    metadata: [
      ...(body.credit === undefined ? [] : [entry(words.credit, languages({ vi: body.credit }))]),
      entry(words.origin, pair(c2paVerdicts[body.c2pa.verdict])),
    ],
    items: [{ id: `${canvasId}/page`, type: 'AnnotationPage', items: [annotation] }],
  };
}

const manifestId = (base: string, id: string): string => `${base}/iiif/3/items/${id}/manifest`;
const labelOf = ({ body }: Item): Json => languages({ vi: body.name, en: body.nameEn });
const storyPage = (base: string, item: Item): Json => ({
  ...{ id: `${base}/heritage/items/${item.id}`, type: 'Text', label: labelOf(item), format: 'text/html' },
  language: ['vi', 'en'],
});

export interface IiifOptions {
  readonly base: string;
  readonly verifierUrl: string;
  readonly steward: string;
}

export function manifestOf(item: Item, media: readonly Medium[], { base, verifierUrl, steward }: IiifOptions): Json {
  const { id, body, ts } = item;
  const { statement, holder } = body.rights;
  const canvases = media.filter((one) => hasPicture(one) || isVideo(one));
  const cover = canvases.find(hasPicture);
  const models = media.filter((one) => one.body.kind === 'model');
  return {
    '@context': presentationContext,
    ...{ id: manifestId(base, id), type: 'Manifest', label: labelOf(item), summary: languages(body.summary) },
    metadata: [
      entry(words.kind, pair(heritageKinds[body.kind])),
      entry(words.workType, languages({ vi: body.workType })),
      entry(words.place, languages({ vi: body.places.map(({ name }) => name).join(', ') })),
      entry(words.recorded, { none: [ts] }),
      entry(words.verify, { none: [`${verifierUrl}/R/${id}`] }),
    ],
    rights: rightsStatements[statement].uri,
    requiredStatement: entry(words.steward, languages({ vi: [steward, holder].filter(Boolean).join(' · ') })),
    provider: [
      { id: `${base}/heritage`, type: 'Agent', label: languages({ vi: steward }), homepage: [storyPage(base, item)] },
    ],
    homepage: [storyPage(base, item)],
    seeAlso: [{ id: `${base}/r/${id}`, type: 'Dataset', label: pair(words.verify), format: 'application/json' }],
    partOf: [{ id: `${base}/iiif/3/collection`, type: 'Collection' }],
    ...(cover === undefined ? {} : { thumbnail: [picture(base, cover, sizesOf(cover).at(-1))] }),
    ...(models.length === 0
      ? {}
      : {
          rendering: models.map((model) => ({
            ...{ id: `${base}${fileUrl(model.body.sha256)}`, type: 'Model', format: model.body.mediaType },
            label: languages(model.body.alt),
          })),
        }),
    items: canvases.map((medium) => canvas(base, medium)),
  };
}

/** Everything that has a manifest. */
export function collectionOf({ items, media }: Gallery, base: string): Json {
  const withCanvas = [...items.values()].filter(({ id }) => hasCanvas(media.get(id) ?? []));
  return {
    '@context': presentationContext,
    ...{ id: `${base}/iiif/3/collection`, type: 'Collection', label: pair(words.title), summary: pair(words.lead) },
    items: withCanvas.map((item) => {
      const cover = media.get(item.id)?.find(hasPicture);
      return {
        ...{ id: manifestId(base, item.id), type: 'Manifest', label: labelOf(item) },
        ...(cover === undefined ? {} : { thumbnail: [picture(base, cover, sizesOf(cover).at(-1))] }),
      };
    }),
  };
}
