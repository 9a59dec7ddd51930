"use client";

import { Archive, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Dialog, DialogClose } from "#components/ui/dialog.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { Menu, MenuCheckItem, MenuItem, MenuLabel, MenuSeparator } from "#components/ui/menu.tsx";
import { Explain, Popover } from "#components/ui/popover.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { toast } from "#components/ui/toast.tsx";
import { Tooltip } from "#components/ui/tooltip.tsx";
import { LONG_NAME, Part, Row } from "./part.tsx";

export function LayersPart() {
  const [dense, setDense] = useState(true);
  return (
    <Part title="Layers">
      <Row label="Dialogs">
        <Dialog
          trigger={<Button>Open dialog</Button>}
          title="Invite a colleague"
          description="They get an e-mail with a link that holds for seven days."
          footer={
            <>
              <DialogClose>
                <Button>Cancel</Button>
              </DialogClose>
              <Button variant="primary">Send invitation</Button>
            </>
          }
        >
          <TextField label="E-mail of the colleague" type="email" />
        </Dialog>
        <Dialog trigger={<Button>Open long dialog</Button>} title={LONG_NAME}>
          <div className="grid gap-3">
            {Array.from({ length: 24 }, (_, index) => `Paragraph ${index + 1}. ${LONG_NAME}`).map((text) => (
              <p key={text} className="wrap-anywhere">
                {text}
              </p>
            ))}
          </div>
        </Dialog>
        <ConfirmDialog
          trigger={<Button variant="danger">Delete workspace</Button>}
          title="Delete the workspace “Acme”?"
          description="All of its cancellations, keys and reports are deleted at once. This cannot be undone."
          name="Acme"
          confirmLabel="Delete workspace"
          onConfirm={async () => ({ ok: false, error: { message: "Only the owner can do this.", requestId: "req_01J9Z2Y5" } })}
        />
      </Row>
      <Row label="Menu, popover, tooltip">
        <Menu trigger={<Button>Open menu</Button>}>
          <MenuLabel>This key</MenuLabel>
          <MenuItem icon={<Pencil aria-hidden="true" />} shortcut={<Kbd>E</Kbd>} onSelect={() => toast.done("Renamed")}>
            Rename
          </MenuItem>
          <MenuItem icon={<Archive aria-hidden="true" />} disabled>
            Archive
          </MenuItem>
          <MenuCheckItem checked={dense} onCheckedChange={setDense}>
            Dense rows
          </MenuCheckItem>
          <MenuItem href="#content">To the top</MenuItem>
          <MenuSeparator />
          <MenuItem icon={<Trash2 aria-hidden="true" />} danger>
            Delete
          </MenuItem>
        </Menu>
        <Explain>
          <p>Recovered, of all attempts that were decided. Pending and abandoned ones do not count.</p>
        </Explain>
        <Popover label="Who sees this" trigger={<Button>Open popover</Button>}>
          <p>Everybody in the workspace.</p>
        </Popover>
        <Tooltip text="Copies a link to exactly this view">
          <Button>With a tooltip</Button>
        </Tooltip>
      </Row>
      <Row label="Toasts">
        <Button onClick={() => toast.done("Saved")}>Say that it saved</Button>
        <Button onClick={() => toast.failed("The key was not revoked", { description: "The server could not be reached. Request req_01J9Z2Y5." })}>
          Say that it failed
        </Button>
        <Button onClick={() => toast.say("Row removed", { action: { label: "Undo", onClick: () => toast.done("Back again") } })}>Offer a way back</Button>
      </Row>
    </Part>
  );
}
