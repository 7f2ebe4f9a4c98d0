/** Quantities set by hand, so that every situation a shopper can meet is in the demo. Store code, then SKU. */
export const STORIES: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'MIL-01': {
    // One left here, none 600 m away.
    'VR-MORENE-OLIVE-XS': 1,
    'VR-MORENE-OLIVE-S': 4,
    'VR-MORENE-OLIVE-M': 6,
    // Out here, on the wall at Milano Duomo.
    'VR-MORENE-OLIVE-L': 0,
    // Out in both: comes by post.
    'VR-MORENE-OLIVE-XL': 0,
    'VR-SOLVEIG-BLACK-38': 1,
    'VR-SOLVEIG-BLACK-39': 0,
    'VR-LUCE-BURGUNDY': 1,
    'VR-ASKA-NAVY-M': 0,
    'VR-ASKA-FERN-M': 2,
    'VR-HALDEN-CAMEL-S': 0,
    'VR-HALDEN-CAMEL-XS': 1,
    'VR-NEVE-SNOW-M': 0,
    'VR-FERRO-WHITE-PINE-42': 0,
    'VR-FERRO-WHITE-PINE-43': 2,
    'VR-KVIST-BARK-45': 0,
    'VR-NORDKYST-PEAT-L': 1,
    'VR-ORSO-OCHRE': 0,
    'VR-MERCATO-TAN': 5,
  },
  'MIL-02': {
    'VR-MORENE-OLIVE-XS': 0,
    'VR-MORENE-OLIVE-S': 2,
    'VR-MORENE-OLIVE-M': 3,
    'VR-MORENE-OLIVE-L': 3,
    'VR-MORENE-OLIVE-XL': 0,
    'VR-SOLVEIG-BLACK-39': 2,
    'VR-ASKA-NAVY-M': 5,
    'VR-HALDEN-CAMEL-S': 1,
    'VR-FERRO-WHITE-PINE-42': 4,
    'VR-ORSO-OCHRE': 2,
    'VR-NEVE-SNOW-M': 0,
  },
  'WAW-04': { 'VR-SOLJE-CRANBERRY-M': 1, 'VR-KVIST-GRANITE-43': 0, 'VR-HEBRIS-ECRU-L': 2 },
  'LON-06': { 'VR-MORENE-OLIVE-L': 5, 'VR-NORDKYST-PEAT-L': 0, 'VR-BAIA-NAVY': 1 },
};
