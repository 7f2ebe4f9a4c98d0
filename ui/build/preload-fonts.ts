/** Puts a preload link for the two Latin faces into each page, so that the first words are set in them. */
import type { HtmlTagDescriptor, Plugin } from 'vite';

/** The faces that every screen needs at once; the others load when a text asks for them. */
const FIRST = /(bricolage-grotesque|hanken-grotesk)-latin-wght-normal.*\.woff2$/u;

export function preloadFonts(): Plugin {
  return {
    name: 'tapwall:preload-fonts',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, context) =>
        Object.keys(context.bundle ?? {})
          .filter((file) => FIRST.test(file))
          .map(preloadLink),
    },
  };
}

const preloadLink = (file: string): HtmlTagDescriptor => ({
  tag: 'link',
  attrs: { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: true, href: `/${file}` },
  injectTo: 'head-prepend',
});
