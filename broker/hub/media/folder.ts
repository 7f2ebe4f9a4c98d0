/** Where derived pictures lie, below the data folder. */
export const MEDIA_FOLDER = 'media';
