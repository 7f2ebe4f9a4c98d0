/** A time in words, exact on hover and for programs. */
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { exact } from '../data/time.ts';

export function when(iso: string, words: string): TemplateResult {
  return html`<time datetime=${iso} title=${exact(new Date(iso))}>${words}</time>`;
}
