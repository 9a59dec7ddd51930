"use client";

import { type Ref, useLayoutEffect } from "react";

interface Props {
  element: HTMLElement;
  ref?: Ref<HTMLElement>;
}

/**
 * Stands in a layer for the button that opens it. The button is on the page before the layer's script is, and stays the same
 * element when it comes; the layer needs it to stand beside, and to give the focus back to.
 */
export function StandIn({ element, ref }: Props) {
  useLayoutEffect(() => {
    if (typeof ref === "function") {
      const undo = ref(element);
      return typeof undo === "function" ? undo : () => void ref(null);
    }
    if (ref === null || ref === undefined) return;
    ref.current = element;
    return () => {
      ref.current = null;
    };
  }, [element, ref]);
  return null;
}
