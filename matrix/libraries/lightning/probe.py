from dl_env_probe import check, close, expect, fact


@check("import")
def imports():
    import lightning

    fact(version=lightning.__version__)


def _fit(accelerator):
    import lightning
    import torch

    class Line(lightning.LightningModule):
        def __init__(self):
            super().__init__()
            self.layer = torch.nn.Linear(1, 1)

        def training_step(self, batch, _index):
            x, y = batch
            return (self.layer(x) - y).square().mean()

        def configure_optimizers(self):
            return torch.optim.SGD(self.parameters(), lr=0.5)

    torch.manual_seed(0)
    x = torch.linspace(-1, 1, 64)[:, None]
    data = torch.utils.data.DataLoader(torch.utils.data.TensorDataset(x, 3 * x), batch_size=64)
    model = Line()
    trainer = lightning.Trainer(
        accelerator=accelerator, devices=1, max_epochs=60, logger=False, enable_checkpointing=False,
        enable_progress_bar=False, enable_model_summary=False,
    )
    trainer.fit(model, data)
    close(model.layer.weight.detach().cpu().reshape(1), [3.0], 0.05)
    return trainer


@check("fit-cpu")
def fit_cpu():
    _fit("cpu")


@check("fit", device="gpu")
def fit_gpu():
    trainer = _fit("gpu")
    expect(trainer.strategy.root_device.type == "cuda", f"trained on {trainer.strategy.root_device}")
