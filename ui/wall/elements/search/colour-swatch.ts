/** A colour for each family, in the manner of the swatches of a product. */
export const FAMILY_SWATCHES: Readonly<Record<string, string>> = {
  black: '#1c1b19',
  white: '#fbfaf6',
  grey: '#8f9091',
  beige: '#d8c6a6',
  brown: '#7b5235',
  red: '#a8322d',
  orange: '#cf6a2c',
  yellow: '#dcae35',
  green: '#4d6b48',
  blue: '#30507c',
  purple: '#6b4a73',
  pink: '#dd9aa6',
  gold: '#b9943f',
  silver: '#c3c6c8',
};
