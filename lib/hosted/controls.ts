import { html, type Raw } from "./html.ts";
import type { HostedAction } from "./view.ts";

/**
 * Every control that decides something is this one element with this one class, stacked at full width: nothing that keeps a
 * customer can be larger, nearer or louder than what lets them go.
 */
export function decision(action: HostedAction, label: Raw): Raw {
  return html`<button class="b" name="do" value="${action}"><span>${label}</span></button>`;
}

/** A step that decides nothing, such as going on to the next page. */
export function step(action: HostedAction, label: Raw): Raw {
  return html`<button class="b go" name="do" value="${action}"><span>${label}</span></button>`;
}

/** The controls of a page, in their order. */
export function controls(...buttons: Raw[]): Raw {
  return html`<div class="acts">${buttons}</div>`;
}
