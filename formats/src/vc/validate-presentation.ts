import type { JsonObject } from '../data-integrity/ecdsa-jcs-2019.ts';
import { basePinned, credentialsV2, type PinnedContexts, readContexts, readTypes } from './contexts.ts';
import { each, isObject, needObject, needUrl, refuse } from './shape.ts';
import { type ValidCredential, validateCredential } from './validate-credential.ts';

/** A credential or presentation inside an envelope: the secured text after its media type. */
export interface Envelope {
  readonly mediaType: string;
  readonly text: string;
}

export interface ValidPresentation {
  readonly document: JsonObject;
  readonly holder?: string;
  readonly credentials: readonly (ValidCredential | Envelope)[];
}

const dataUrl = /^data:(application\/[\w.+-]+)(?:;[\w=-]+)*,([\w.~+/=-]+)$/;

/** An enveloped credential or presentation (VCDM 2.0 §4.13.1): base context, the one type, a data: URL. */
export const readEnvelope = (
  object: JsonObject,
  pointer: string,
  type: 'EnvelopedVerifiableCredential' | 'EnvelopedVerifiablePresentation',
): Envelope => {
  const contexts = [object['@context']].flat();
  if (!contexts.includes(credentialsV2))
    refuse('context-base-missing', `${pointer}/@context`, `${credentialsV2} is expected`);
  const types = [object['type']].flat();
  if (types.length !== 1 || types[0] !== type) refuse('type-missing', `${pointer}/type`, `${type} is expected`);
  const [, mediaType, text] = dataUrl.exec(String(object['id'])) ?? [];
  if (mediaType === undefined || text === undefined)
    return refuse('envelope-malformed', `${pointer}/id`, 'a data: URL of a secured credential is expected');
  return { mediaType, text };
};

const holderOf = (value: unknown): string | undefined => {
  if (value === undefined) return undefined;
  return isObject(value) ? needUrl(value['id'], '/holder/id') : needUrl(value, '/holder');
};

/** Everything that VCDM 2.0 demands of a presentation and that its JSON shows. @throws FormatError */
export const validatePresentation = (input: unknown, pinned: PinnedContexts = basePinned): ValidPresentation => {
  const document = needObject(input, '');
  const terms = readContexts(document['@context'], pinned);
  if (!readTypes(document['type'], '/type', terms).includes('VerifiablePresentation'))
    refuse('type-missing', '/type', 'VerifiablePresentation is expected');
  if (document['id'] !== undefined) needUrl(document['id'], '/id');
  const holder = holderOf(document['holder']);
  const credentials: (ValidCredential | Envelope)[] = [];
  each(document['verifiableCredential'], '/verifiableCredential', (item, at) => {
    const object = needObject(item, at);
    credentials.push(
      typeof object['id'] === 'string' && object['id'].startsWith('data:')
        ? readEnvelope(object, at, 'EnvelopedVerifiableCredential')
        : validateCredential(object, pinned),
    );
  });
  return { document, ...(holder === undefined ? {} : { holder }), credentials };
};
