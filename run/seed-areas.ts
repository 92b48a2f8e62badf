/** Where the demonstration's growing areas lie: made-up plots of about twelve hectares inside the communes that they name. */
interface Plot {
  readonly commune: string;
  /** Longitude and latitude of its middle, in degrees. */
  readonly middle: readonly [longitude: number, latitude: number];
  /** Its corners in metres east and north of the middle. */
  readonly corners: readonly (readonly [east: number, north: number])[];
}

const plots = {
  durian: {
    ...{ commune: '26425', middle: [107.3996, 10.9316] },
    corners: [
      [-174, -178],
      [175, -177],
      [175, 177],
      [-174, 177],
    ],
  },
  pomelo: {
    ...{ commune: '26362', middle: [107.3322, 10.7356] },
    corners: [
      [-185, -146],
      [170, -170],
      [204, 117],
      [-15, 190],
      [-199, 126],
    ],
  },
  pepper: {
    ...{ commune: '26413', middle: [106.9982, 10.7177] },
    corners: [
      [-164, -179],
      [58, -198],
      [208, -58],
      [184, 160],
      [-58, 184],
      [-189, 39],
    ],
  },
  coffee: {
    ...{ commune: '26461', middle: [107.2776, 10.8824] },
    corners: [
      [-222, -116],
      [-19, -184],
      [212, -106],
      [184, 106],
      [10, 179],
      [-203, 116],
    ],
  },
  cashew: {
    ...{ commune: '25220', middle: [106.9423, 11.8482] },
    corners: [
      [-145, -203],
      [145, -183],
      [198, 58],
      [87, 207],
      [-154, 174],
    ],
  },
  rambutan: {
    ...{ commune: '25261', middle: [107.0295, 11.7148] },
    corners: [
      [-196, -157],
      [137, -176],
      [225, 20],
      [117, 186],
      [-147, 166],
    ],
  },
} as const satisfies Record<string, Plot>;

const metresPerDegree = 111_320;

/** Commune and polygon (longitude and latitude in 1e-7 degrees) of the growing area of a crop. */
export const placeOfArea = (crop: keyof typeof plots) => {
  const { commune, middle, corners } = plots[crop];
  const [longitude, latitude] = middle;
  const east = metresPerDegree * Math.cos((latitude * Math.PI) / 180);
  const polygonE7 = corners.map(([x, y]) => [
    Math.round((longitude + x / east) * 1e7),
    Math.round((latitude + y / metresPerDegree) * 1e7),
  ]);
  return { commune, polygonE7 };
};
