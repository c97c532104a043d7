from dl_env_probe import check, close, expect, fact


@check("import")
def imports():
    import accelerate
    import datasets
    import peft
    import transformers

    fact(version=transformers.__version__, accelerate=accelerate.__version__, peft=peft.__version__, datasets=datasets.__version__)


def _model():
    import torch
    from transformers import GPT2Config, GPT2LMHeadModel

    torch.manual_seed(0)
    return GPT2LMHeadModel(GPT2Config(vocab_size=64, n_positions=32, n_embd=32, n_layer=2, n_head=2)).eval()


@check("generate-cpu")
def generate_cpu():
    import torch

    model = _model()
    tokens = torch.tensor([[1, 2, 3]])
    out = model.generate(tokens, attention_mask=torch.ones_like(tokens), max_new_tokens=4, do_sample=False, pad_token_id=0)
    expect(out.shape[1] == 7 or out[0, -1] == 0, f"generated {out.tolist()}")


@check("adapter-cpu")
def adapter_cpu():
    """PEFT trains a few of a model's weights and leaves the others."""
    from peft import LoraConfig, get_peft_model

    model = get_peft_model(_model(), LoraConfig(r=2, target_modules=["c_attn"], fan_in_fan_out=True))
    trained, every = model.get_nb_trainable_parameters()
    expect(0 < trained < every / 10, f"{trained} of {every} weights are trained")


@check("dataset-cpu")
def dataset_cpu():
    from datasets import Dataset

    found = Dataset.from_dict({"x": [1, 2, 3]}).filter(lambda row: row["x"] > 1)
    expect(found["x"][:] == [2, 3], f"filter keeps {found['x']}")


@check("forward", device="gpu")
def forward():
    import torch

    torch.backends.cuda.matmul.allow_tf32 = False
    model, tokens = _model(), torch.tensor([[1, 2, 3, 4]])
    before = model(tokens).logits.detach()
    got = model.cuda()(tokens.cuda()).logits
    expect(got.is_cuda, "the logits are not on the GPU")
    close(got.detach().cpu(), before, 1e-3)
