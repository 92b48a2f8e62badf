/** Drawings of our own for the demonstration: nobody's photograph, and they say so where they are shown. */
import sharp from 'sharp';

const size = { width: 1600, height: 1067 };
const drawing = (content: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 800" width="${size.width}" height="${size.height}">${content}</svg>`;

/** Roof of `width` around the middle `x`, whose ridge is at `y`. */
const roof = (x: number, y: number, width: number): string =>
  `<path fill="#8f2f1f" d="M${x - width / 2} ${y + 70}Q${x - width / 4} ${y + 60} ${x - width / 5} ${y}H${x + width / 5}Q${x + width / 4} ${y + 60} ${x + width / 2} ${y + 70}l-14 14H${x - width / 2 + 14}z"/>`;

const drawings: Readonly<Record<string, string>> = {
  temple: drawing(
    `<rect width="1200" height="800" fill="#f4dfb4"/><circle cx="930" cy="170" r="70" fill="#f2b84b"/>
    <path fill="#8fae7d" d="M0 560Q300 430 620 540T1200 500V800H0z"/><rect y="640" width="1200" height="160" fill="#c9b48d"/>
    <rect x="330" y="450" width="540" height="210" fill="#e8c58c"/>${roof(600, 380, 700)}
    <rect x="450" y="330" width="300" height="90" fill="#e8c58c"/>${roof(600, 250, 430)}
    ${[360, 460, 720, 820].map((x) => `<rect x="${x}" y="464" width="22" height="196" fill="#8f2f1f"/>`).join('')}
    <path fill="#5a2114" d="M545 660V520a55 55 0 0 1 110 0v140z"/><path fill="#d8cbb0" d="M480 660h240l60 140H420z"/>`,
  ),
  tomb: drawing(
    `<rect width="1200" height="800" fill="#cfe0e3"/><path fill="#7d9464" d="M0 470Q400 400 800 460T1200 440V800H0z"/>
    <path fill="#a5845b" d="M120 610 330 520H900l190 90-190 130H330z"/>
    ${[230, 320, 880, 970].map((x, at) => `<rect x="${x}" y="${250 + (at % 2) * 40}" width="46" height="${330 - (at % 2) * 40}" rx="10" fill="#8d8b86"/>`).join('')}
    <path fill="#77746e" d="M420 500h360v130H420z"/><path fill="#8d8b86" d="M780 500l70-50v120l-70 60z"/>
    <path fill="#9f9c95" d="M380 490 470 430H900L820 490z"/><path fill="#86837c" d="M380 490H820v32H380z"/><path fill="#6d6a64" d="M820 490l80-60v30l-80 62z"/>`,
  ),
  festival: drawing(
    `<rect width="1200" height="800" fill="#2d3a5a"/><circle cx="960" cy="150" r="62" fill="#f5e6b8"/>
    <path fill="#3d5a3a" d="M0 600Q300 540 640 590T1200 560V800H0z"/>
    <path stroke="#d9b45a" stroke-width="14" fill="none" d="M600 620V170"/><path fill="#d9b45a" d="M600 160q-90 40-40 130 8-70 40-90 32 20 40 90 50-90-40-130z"/>
    ${[-3, -2, -1, 1, 2, 3].map((side) => `<path stroke="#e8c873" stroke-width="6" fill="none" d="M600 200q${side * 60} 60 ${side * 80} ${170 - Math.abs(side) * 18}"/><circle cx="${600 + side * 80}" cy="${374 - Math.abs(side) * 18}" r="14" fill="#c8553d"/>`).join('')}
    ${[250, 360, 840, 950].map((x) => `<circle cx="${x}" cy="610" r="34" fill="#b5762f"/><circle cx="${x}" cy="610" r="11" fill="#7d4c17"/><path fill="#1c2438" d="M${x - 40} 660h80l26 130H${x - 66}z"/><circle cx="${x}" cy="560" r="26" fill="#6b4630"/>`).join('')}`,
  ),
  music: drawing(
    `<rect width="1200" height="800" fill="#efe1c6"/><rect y="620" width="1200" height="180" fill="#b58b5a"/>
    <g transform="rotate(-24 430 420)"><circle cx="430" cy="520" r="120" fill="#9a5a2b"/><circle cx="430" cy="520" r="86" fill="#d9a766"/><rect x="417" y="120" width="26" height="300" fill="#5d3417"/><path stroke="#f8efe0" stroke-width="3" d="M424 130v440M436 130v440"/></g>
    <g transform="rotate(8 800 430)"><path fill="#7f4a22" d="M640 560Q660 420 800 420t160 140z"/><path fill="#c58b4e" d="M670 548q20-96 130-96t130 96z"/>
    ${Array.from({ length: 9 }, (_, at) => `<path stroke="#3f2310" stroke-width="2" d="M${690 + at * 27} 545V${470 - Math.abs(4 - at) * -6}"/>`).join('')}</g>`,
  ),
};

export type Picture = 'temple' | 'tomb' | 'festival' | 'music' | 'tomb-model';

/** A box whose corners are at these places, in metres. */
type Slab = readonly [x: number, y: number, z: number, width: number, height: number, depth: number];

/** The chamber as measured (4.2 × 2.7 × 1.6 m): floor, four walls, a lid that is wider; two pillars beside it. */
const slabs: readonly Slab[] = [
  [-2.1, 0, -1.35, 4.2, 0.25, 2.7],
  [-2.1, 0.25, -1.35, 4.2, 1.1, 0.25],
  [-2.1, 0.25, 1.1, 4.2, 1.1, 0.25],
  [-2.1, 0.25, -1.1, 0.25, 1.1, 2.2],
  [1.85, 0.25, -1.1, 0.25, 1.1, 2.2],
  [-2.25, 1.35, -1.5, 4.5, 0.3, 3],
  [-3.2, 0, -1.6, 0.4, 2.8, 0.4],
  [2.8, 0, -1.6, 0.4, 2.8, 0.4],
];

/** A model of one mesh, glTF 2.0 in its binary form. */
function tombModel(): Buffer {
  const [points, faces]: [number[], number[]] = [[], []];
  for (const [x, y, z, width, height, depth] of slabs) {
    const first = points.length / 3;
    for (const corner of [0, 1, 2, 3, 4, 5, 6, 7]) {
      points.push(x + (corner & 1) * width, y + ((corner >> 1) & 1) * height, z + ((corner >> 2) & 1) * depth);
    }
    const quads = [
      [0, 2, 3, 1],
      [4, 5, 7, 6],
      [0, 1, 5, 4],
      [2, 6, 7, 3],
      [0, 4, 6, 2],
      [1, 3, 7, 5], // prettier-ignore
    ];
    for (const [a = 0, b = 0, c = 0, d = 0] of quads) faces.push(...[a, b, c, a, c, d].map((one) => first + one));
  }
  const positions = Buffer.from(new Float32Array(points).buffer);
  const indices = Buffer.from(new Uint16Array(faces).buffer);
  const axis = (at: number): number[] => points.filter((_, index) => index % 3 === at).map(Math.fround);
  const views = [
    { buffer: 0, byteOffset: 0, byteLength: positions.length, target: 34962 },
    { buffer: 0, byteOffset: positions.length, byteLength: indices.length, target: 34963 },
  ];
  const gltf = {
    ...{ asset: { version: '2.0' }, scene: 0, scenes: [{ nodes: [0] }], nodes: [{ mesh: 0 }] },
    meshes: [{ primitives: [{ attributes: { POSITION: 0 }, indices: 1, material: 0 }] }],
    materials: [
      { pbrMetallicRoughness: { baseColorFactor: [0.52, 0.5, 0.47, 1], metallicFactor: 0 }, doubleSided: true },
    ],
    accessors: [
      {
        ...{ bufferView: 0, componentType: 5126, count: points.length / 3, type: 'VEC3' },
        ...{ min: [0, 1, 2].map((at) => Math.min(...axis(at))), max: [0, 1, 2].map((at) => Math.max(...axis(at))) },
      },
      { bufferView: 1, componentType: 5123, count: faces.length, type: 'SCALAR' },
    ],
    ...{ bufferViews: views, buffers: [{ byteLength: positions.length + indices.length }] },
  };
  const padded = (bytes: Buffer, fill: number): Buffer =>
    Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4, fill)]);
  const chunk = (type: number, bytes: Buffer): Buffer => {
    const header = Buffer.alloc(8);
    header.writeUInt32LE(bytes.length);
    header.writeUInt32LE(type, 4);
    return Buffer.concat([header, bytes]);
  };
  const json = chunk(0x4e4f534a, padded(Buffer.from(JSON.stringify(gltf)), 0x20));
  const binary = chunk(0x004e4942, padded(Buffer.concat([positions, indices]), 0));
  const header = Buffer.alloc(12);
  header.write('glTF', 'latin1');
  header.writeUInt32LE(2, 4);
  header.writeUInt32LE(12 + json.length + binary.length, 8);
  return Buffer.concat([header, json, binary]);
}

/** The file as a steward sends it. */
export const pictureOf = async (picture: Picture): Promise<Buffer> =>
  picture === 'tomb-model'
    ? tombModel()
    : sharp(Buffer.from(drawings[picture] ?? ''))
        .jpeg({ quality: 88 })
        .toBuffer();
