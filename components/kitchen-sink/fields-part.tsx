import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { Select } from "#components/ui/select.tsx";
import { Switch } from "#components/ui/switch.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { ComboboxDemo } from "./combobox-demo.tsx";
import { LONG_NAME, Part } from "./part.tsx";

export function FieldsPart() {
  return (
    <Part title="Fields">
      <div className="grid gap-5 sm:grid-cols-2 lg:grid-cols-3">
        <TextField label="Name" name="name" placeholder="Acme" required />
        <TextField label="Web site" hint="Where customers come from." defaultValue="https://acme.example" optional />
        <TextField label="Address" error="Use letters, digits and hyphens." hint="Part of every link." defaultValue="acme & söhne" required />
        <TextField label="Disabled" defaultValue="Cannot be changed" disabled />
        <TextField label="Read-only" defaultValue="ws_01J9Z2" readOnly />
        <TextField label={LONG_NAME} defaultValue={LONG_NAME} error={LONG_NAME} />
        <Field label="Currency">
          {(control) => (
            <Select {...control} defaultValue="eur">
              <option value="eur">Euro</option>
              <option value="usd">US dollar</option>
            </Select>
          )}
        </Field>
        <Field label="Plan" error="Choose one.">
          {(control) => (
            <Select {...control} defaultValue="">
              <option value="">Choose</option>
              <option value="pro">{LONG_NAME}</option>
            </Select>
          )}
        </Field>
        <ComboboxDemo />
        <Field label="Note" hint="Customers never see it." className="sm:col-span-2">
          {(control) => <Textarea {...control} defaultValue="Asked twice whether the price can be frozen." />}
        </Field>
        <div className="grid content-start gap-2">
          <Checkbox label="Weekly report" hint="On Mondays, by e-mail." defaultChecked />
          <Checkbox label={LONG_NAME} />
          <Checkbox label="Disabled" disabled />
          <Checkbox label="I have read the terms" error="This has to be ticked." />
        </div>
        <RadioGroup
          className="sm:col-span-2"
          legend="Who may join?"
          name="sink-join"
          defaultValue="invite"
          hint="It can be changed later."
          options={[
            { value: "open", label: "Everybody", hint: "Whoever has the link." },
            { value: "invite", label: "By invitation", hint: LONG_NAME },
            { value: "none", label: "Nobody", disabled: true },
          ]}
        />
        <RadioGroup
          legend="Nothing chosen"
          name="sink-none"
          error="Choose one."
          options={[
            { value: "a", label: "First" },
            { value: "b", label: "Second" },
          ]}
        />
        <Switch label="Deliver events" hint="Waiting events are kept for three days." defaultChecked className="sm:col-span-2" />
        <Switch label="Off" />
        <Switch label="Disabled" disabled defaultChecked />
      </div>
    </Part>
  );
}
