"use client";

import { useState } from "react";
import { Combobox } from "#components/ui/combobox.tsx";
import { Field } from "#components/ui/field.tsx";

const zones = ["Europe/Berlin", "Europe/Lisbon", "Europe/London", "America/New_York", "America/Sao_Paulo", "Asia/Tokyo", "Pacific/Auckland", "UTC"];

export function ComboboxDemo() {
  const [zone, setZone] = useState("");
  return (
    <Field label="Time zone" hint="Days and weeks begin by it.">
      {(control) => (
        <Combobox
          {...control}
          options={zones.map((value) => ({ value, label: value.replace("_", " ") }))}
          value={zone}
          onValueChange={setZone}
          searchLabel="Search time zones"
        />
      )}
    </Field>
  );
}
