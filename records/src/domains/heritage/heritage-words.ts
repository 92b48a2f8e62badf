/** Lists of the domain with their words, Vietnamese and English; without zod, because pages and the verifier read them. */
type Pair = readonly [vi: string, en: string];

/** What an item is: the three forms of Law 45/2024/QH15 on cultural heritage, festivals apart because they have days of their own. */
export const heritageKinds = {
  tangible: ['Di sản vật thể', 'Tangible heritage'],
  intangible: ['Di sản phi vật thể', 'Intangible heritage'],
  document: ['Di sản tư liệu', 'Documentary heritage'],
  festival: ['Lễ hội', 'Festival'],
} as const satisfies Record<string, Pair>;
export type HeritageKind = keyof typeof heritageKinds;

/** What the community that lives with an item allows; the first two let it be shown. */
export const consentLevels = {
  public: ['Cộng đồng đồng ý công khai', 'The community agreed to show it to everybody'],
  'not-needed': ['Công trình, tư liệu công cộng', 'A public monument or document'],
  community: ['Chỉ trong cộng đồng', 'For the community alone'],
  'not-given': ['Chưa được đồng ý', 'No consent was given'],
  sacred: ['Linh thiêng', 'Sacred'],
} as const satisfies Record<string, Pair>;
export type ConsentLevel = keyof typeof consentLevels;
export const publicConsents = ['public', 'not-needed'] as const satisfies readonly ConsentLevel[];
export const restrictedConsents = ['community', 'not-given', 'sacred'] as const satisfies readonly ConsentLevel[];

/** Kinds that live in a community: nobody shows them without asking it. */
export const livingKinds: readonly HeritageKind[] = ['intangible', 'festival'];

/** Rights, each a statement that IIIF Presentation 3 takes: Creative Commons or rightsstatements.org. */
export const rightsStatements = {
  'public-domain': {
    uri: 'http://creativecommons.org/publicdomain/mark/1.0/',
    words: ['Thuộc phạm vi công cộng', 'Public domain'],
  },
  'cc-by': { uri: 'http://creativecommons.org/licenses/by/4.0/', words: ['CC BY 4.0', 'CC BY 4.0'] },
  'cc-by-sa': { uri: 'http://creativecommons.org/licenses/by-sa/4.0/', words: ['CC BY-SA 4.0', 'CC BY-SA 4.0'] },
  'cc-by-nc': { uri: 'http://creativecommons.org/licenses/by-nc/4.0/', words: ['CC BY-NC 4.0', 'CC BY-NC 4.0'] },
  'cc-by-nc-nd': {
    uri: 'http://creativecommons.org/licenses/by-nc-nd/4.0/',
    words: ['CC BY-NC-ND 4.0', 'CC BY-NC-ND 4.0'],
  },
  'in-copyright': {
    uri: 'http://rightsstatements.org/vocab/InC/1.0/',
    words: ['Còn bản quyền', 'In copyright'],
  },
  'other-restrictions': {
    uri: 'http://rightsstatements.org/vocab/NoC-OKLR/1.0/',
    words: ['Không còn bản quyền, có hạn chế khác', 'No copyright, other legal restrictions'],
  },
} as const satisfies Record<string, { readonly uri: string; readonly words: Pair }>;
export type RightsStatement = keyof typeof rightsStatements;

/** Ranks and lists that an authority gave. */
export const recognitionLevels = {
  provincial: ['Di tích cấp tỉnh, thành phố', 'Monument of provincial rank'],
  national: ['Di tích quốc gia', 'National monument'],
  'special-national': ['Di tích quốc gia đặc biệt', 'Special national monument'],
  'national-treasure': ['Bảo vật quốc gia', 'National treasure'],
  'national-intangible': [
    'Danh mục di sản văn hóa phi vật thể quốc gia',
    'National list of intangible cultural heritage',
  ],
  unesco: ['UNESCO ghi danh', 'Inscribed by UNESCO'],
} as const satisfies Record<string, Pair>;

/** What happened to an item (LIDO eventType). */
export const heritageEvents = {
  creation: ['Hình thành', 'Creation'],
  use: ['Sử dụng', 'Use'],
  finding: ['Phát hiện', 'Finding'],
  excavation: ['Khai quật', 'Excavation'],
  damage: ['Hư hại', 'Damage'],
  restoration: ['Tu bổ, phục dựng', 'Restoration'],
  performance: ['Thực hành', 'Performance'],
} as const satisfies Record<string, Pair>;
export type HeritageEvent = keyof typeof heritageEvents;

export const mediaKinds = {
  image: ['Hình ảnh', 'Image'],
  video: ['Phim', 'Video'],
  model: ['Mô hình 3D', '3D model'],
} as const satisfies Record<string, Pair>;

/** What a C2PA manifest says of a file. `valid` speaks of signature and contents, not of who the signer is. */
export const c2paVerdicts = {
  valid: [
    'Chữ ký và nội dung khớp; chưa đối chiếu người ký với danh sách tin cậy',
    'Signature and contents match; the signer was not compared with a trust list',
  ],
  invalid: ['Có thông tin nguồn gốc nhưng KHÔNG khớp', 'Provenance is there but does NOT match'],
  unchecked: ['Có thông tin nguồn gốc, chưa kiểm được', 'Provenance is there, not validated'],
  unknown: ['Không rõ: tệp không mang thông tin nguồn gốc', 'Unknown: the file carries no provenance'],
} as const satisfies Record<string, Pair>;

/** Why something was taken down. A list and no free text, so that nobody is named on the ledger. */
export const takedownGrounds = {
  objection: ['Có người phản đối', 'Somebody objected'],
  consent: ['Cộng đồng rút lại đồng ý', 'The community withdrew its consent'],
  rights: ['Quyền tác giả, quyền liên quan', 'Copyright or related rights'],
  privacy: ['Đời tư của người trong hình', 'Privacy of somebody shown'],
  mistake: ['Đơn vị ghi nhầm', 'Recorded by mistake'],
} as const satisfies Record<string, Pair>;
